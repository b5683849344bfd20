import io

import numpy as np
import soundfile

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.flac import flac_bytes


def test_flac_keeps_every_sample_and_tag() -> None:
    generator = np.random.Generator(np.random.PCG64(7))
    audio = Audio(generator.integers(-32_768, 32_767, (5000, 2), dtype=np.int16))
    data = flac_bytes(audio, {"title": "Ein Lied über mich", "comment": "made at home"})
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        assert (file.samplerate, file.channels, file.subtype) == (SAMPLE_RATE, 2, "PCM_16")
        assert (file.title, file.comment) == ("Ein Lied über mich", "made at home")
        assert np.array_equal(file.read(dtype="int16"), audio.samples)
