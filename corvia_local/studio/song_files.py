"""The files of a song, as bytes by name, and their writing to a folder that the person chose."""

import os
from dataclasses import asdict
from pathlib import Path

import msgspec

from corvia_local.errors import StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score
from corvia_local.studio.composing import ComposedSong, key_name, section_times, tempo_of
from corvia_local.studio.sounding import sound_of


def song_files(song: ComposedSong, report: Report = silent) -> dict[str, bytes]:
    """Make song.mid, song.musicxml, song.lrc, song.json and, where rendered, song.flac.

    A sung song also has voice.flac, its voice alone, and without-voice.flac where it was asked
    for; all of them begin at the same moment.
    """
    files = score_files(song.score, "song", report)
    files["song.json"] = song_json(song)
    sounds = {"song": song.audio, "voice": song.voice, "without-voice": song.without_voice}
    for name, audio in sounds.items():
        if audio is not None:
            from corvia_engine.sound.flac import flac_bytes

            report("encoding FLAC", 0.8)
            files[f"{name}.flac"] = flac_bytes(audio, {"title": song.title})
    return files


def sound_file(song: ComposedSong, report: Report = silent) -> bytes:
    """Make a song's FLAC file, rendering its score where it was not rendered yet."""
    from corvia_engine.sound.flac import flac_bytes

    audio = song.audio
    if audio is None:
        audio = sound_of(song.score, song.sung_by, report).song
    return flac_bytes(audio, {"title": song.title})


def opus_file(song: ComposedSong, flac: bytes) -> bytes:
    """Make a song's Opus file of its FLAC file: a tenth of the size, to send to somebody."""
    from corvia_engine.sound.opus import opus_bytes
    from corvia_engine.sound.playback import read_sound

    return opus_bytes(read_sound(flac), {"title": song.title})


def sheet_files(song: ComposedSong) -> dict[str, bytes]:
    """Make the lead sheet, an SVG file a page: sheet-1.svg and so on."""
    from corvia_engine.sound.lead_sheet import lead_sheet

    pages = enumerate(lead_sheet(song.score), start=1)
    return {f"sheet-{number}.svg": page.encode() for number, page in pages}


def picture_file(song: ComposedSong, flac: bytes) -> bytes:
    """Make song.svg: moods, notes and the sound of its FLAC file on one time axis."""
    from corvia_engine.sound.playback import read_sound
    from corvia_local.studio.song_picture import song_picture

    return song_picture(song.score, read_sound(flac)).encode()


def stem_files(song: ComposedSong, report: Report = silent) -> dict[str, bytes]:
    """Make a FLAC and a MIDI file for each part: stems/bass.flac, stems/bass.mid and so on.

    All of them begin at the same moment.
    """
    from corvia_engine.sound.flac import flac_bytes
    from corvia_engine.sound.midi import midi_bytes
    from corvia_engine.sound.stems import stems

    files = {}
    for name, audio in stems(song.score, report):
        stem = f"stems/{name.replace(' ', '-')}"
        files[f"{stem}.flac"] = flac_bytes(audio, {"title": f"{song.title}: {name}"})
        files[f"{stem}.mid"] = midi_bytes(part_alone(song.score, name))
    return files


def part_alone(score: Score, name: str) -> Score:
    """Give a score in which only one part plays; the others are empty."""
    return msgspec.structs.replace(
        score,
        parts=tuple(
            part if part.name == name else msgspec.structs.replace(part, notes=())
            for part in score.parts
        ),
        syllables=score.syllables if score.melody.name == name else (),
    )


def score_files(score: Score, stem: str, report: Report = silent) -> dict[str, bytes]:
    """Make the MIDI, MusicXML and LRC files of any score."""
    from corvia_engine.sound.lrc import lrc_text
    from corvia_engine.sound.midi import midi_bytes
    from corvia_engine.sound.musicxml import musicxml_bytes

    report("writing the notes", 0.0)
    return {
        f"{stem}.mid": midi_bytes(score),
        f"{stem}.musicxml": musicxml_bytes(score),
        f"{stem}.lrc": lrc_text(score).encode(),
    }


def song_json(song: ComposedSong) -> bytes:
    """Give the plan, its reasons and the score as one readable JSON file."""
    content = {
        "format": "corvia-song-v1",
        "song": song.id,
        "title": song.title,
        "key": key_name(song.score),
        "tempo": tempo_of(song.score),
        "voice": song.sung_by,
        "sections": [asdict(section) for section in section_times(song.score)],
        "plan": song.plan,
        "score": song.score,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def write_files(files: dict[str, bytes], folder: Path) -> list[Path]:
    """Write files into a folder, each whole or not at all; give their absolute paths."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            target = folder.resolve() / name
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{target.name}.part")
            try:
                partial.write_bytes(data)
                os.replace(partial, target)
            finally:
                partial.unlink(missing_ok=True)
            written.append(target)
    except OSError as error:
        raise StorageFailed(
            f"The files cannot be written to {folder}: {error.strerror or error}."
            " Nothing else was changed; choose another folder with --out, or make room."
        ) from error
    return written
