"""Sound as a FLAC file."""

import io
from collections.abc import Mapping

from corvia_engine.sound.audio import SAMPLE_RATE, Audio

FIELDS = ("title", "artist", "comment", "date", "album", "license")
"""The tags that a file may carry."""


def flac_bytes(audio: Audio, tags: Mapping[str, str] | None = None) -> bytes:
    """Encode as 16-bit FLAC. Equal samples and tags give equal bytes on one libsndfile.

    Tags are among title, artist, comment, date, album and license.
    """
    import soundfile

    file = io.BytesIO()
    with soundfile.SoundFile(
        file, "w", SAMPLE_RATE, channels=2, subtype="PCM_16", format="FLAC"
    ) as sound:
        for field in FIELDS:
            if tags and tags.get(field):
                setattr(sound, field, tags[field])
        sound.write(audio.samples)
    return file.getvalue()
