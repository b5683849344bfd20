"""`corvia voice …`: who sings a song, and a voice of your own."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import require_word
from corvia_local.errors import BadInput

if TYPE_CHECKING:
    from corvia_local.studio.own_voice import LineRead, LineToRead
    from corvia_local.vault.opening import Vault


class ReadingsUnusable(BadInput):
    """Lines that were read cannot be used as they are."""


@click.group()
def voice() -> None:
    """Choose who sings a song; lend it your own voice."""


@voice.command("list")
@shared_options
def list_(call: Call) -> None:
    """List the voices, and the lines that you read aloud."""
    from corvia_local.studio.composing import voice_descriptions
    from corvia_local.vault.voice_readings import read_lines

    voices = voice_descriptions()
    with call.vault() as vault:
        read = read_lines(vault)
    call.answer(
        {
            "voices": dict(voices),
            "lines": [{"line": one.line, "read_at": one.read_at} for one in read],
        },
        *(f"{name:<10} {description}" for name, description in voices),
        *(f"  read: {one.line}" for one in read),
    )


@voice.command("sing")
@click.argument("song")
@click.argument("name")
@shared_options
def sing(call: Call, song: str, name: str) -> None:
    """Let a SONG be sung by the voice NAME from now on; none plays it without words."""
    from corvia_local.studio.library import sing_with

    with call.vault() as vault:
        made = sing_with(vault, song, name)
    call.answer(
        {"song": made.id, "title": made.title, "voice": made.sung_by},
        f"“{made.title}” is sung by {made.sung_by}. `corvia play {made.id}` lets you hear it.",
    )


@voice.command("record")
@click.argument("song")
@click.option(
    "--wav",
    type=click.Path(path_type=Path),
    help="A recording (WAV, FLAC): of one line, or of all with pauses between.",
)
@click.option("--line", type=click.IntRange(1), help="Only this line of the song.")
@shared_options
def record(call: Call, song: str, wav: Path | None, line: int | None) -> None:
    """Read the lines of a SONG aloud, for a voice of your own.

    Without --wav the microphone is used, line by line. Recordings stay in the vault; a line that
    cannot be used is named, and can be read again.
    """
    from corvia_local.studio import own_voice
    from corvia_local.studio.library import read_song

    with call.vault() as vault:
        score = read_song(vault, song).score
        lines = own_voice.lines_to_read(score)
        if line is not None:
            lines = (own_voice.line_numbered(score, line),)
        if wav is None:
            results = _by_microphone(call, vault, lines)
        else:
            results = _by_file(call, vault, lines, wav)
    _answer(call, results)


@voice.command("check")
@click.argument("song")
@shared_options
def check(call: Call, song: str) -> None:
    """Say of each line of a SONG whether it was read, and what speaks against its reading."""
    from corvia_local.studio import own_voice
    from corvia_local.studio.library import read_song

    with call.vault() as vault, call.progress() as report:
        results = own_voice.check_lines(vault, read_song(vault, song).score, report)
    call.answer(_content(results), *_lines(results))


@voice.command("hear")
@click.argument("song")
@click.argument("line", type=click.IntRange(1))
@shared_options
def hear(call: Call, song: str, line: int) -> None:
    """Hear your reading of a LINE of a SONG."""
    from corvia_local.studio import own_voice
    from corvia_local.studio.library import read_song

    with call.vault() as vault, call.progress() as report:
        read = own_voice.line_numbered(read_song(vault, song).score, line)
        own_voice.hear_reading(vault, read, report)
    call.answer({"line": read.number, "words": read.text}, f"That was “{read.text}”.")


@voice.command("delete")
@click.option("--confirm", help="Say “my voice” here to skip the question.")
@shared_options
def delete(call: Call, confirm: str | None) -> None:
    """Delete every line that you read aloud, for good."""
    from corvia_local.studio.own_voice import delete_own_voice

    require_word(confirm, "my voice")
    with call.vault() as vault, call.progress() as report:
        count = delete_own_voice(vault, report)
    call.answer(
        {"deleted": count},
        f"{count} recordings are gone. Songs that they sang can be sung by another voice.",
    )


def _by_file(
    call: Call, vault: "Vault", lines: "tuple[LineToRead, ...]", wav: Path
) -> "tuple[LineRead, ...]":
    from corvia_local.studio import own_voice

    samples = own_voice.samples_of(own_voice.read_sound_file(wav))
    with call.progress() as report:
        return own_voice.keep_lines(vault, own_voice.parted_by_pauses(samples, lines), report)


def _by_microphone(
    call: Call, vault: "Vault", lines: "tuple[LineToRead, ...]"
) -> "tuple[LineRead, ...]":
    from corvia_local.studio import own_voice

    call.tell(f"Microphone: {own_voice.require_microphone()}.")
    if not sys.stdin.isatty():
        raise click.UsageError("Reading aloud needs a terminal; else give a file with --wav.")
    results = []
    for line in lines:
        call.tell(f"Line {line.number}: {line.text}")
        click.prompt("Enter, then read", default="", show_default=False, err=True)
        with own_voice.recording() as heard:
            click.prompt("Enter when you have read it", default="", show_default=False, err=True)
        results.append(own_voice.keep_line(vault, line, own_voice.recorded(heard)))
        if results[-1].faults:
            call.tell(f"This line {'; it '.join(results[-1].faults)}. You can read it again.")
    return tuple(results)


def _answer(call: Call, results: "tuple[LineRead, ...]") -> None:
    """Give the answer; raise ReadingsUnusable, line by line, where some were not kept."""
    poor = [f"line {one.line.number} {'; '.join(one.faults)}" for one in results if one.faults]
    if not poor:
        call.answer(_content(results), *_lines(results))
        return
    for line in _lines(results):
        call.tell(line)
    raise ReadingsUnusable(
        f"Not kept: {'. '.join(poor)}. The other lines are kept. Read these again with `corvia"
        " voice record SONG --line N`."
    )


def _content(results: "tuple[LineRead, ...]") -> dict[str, Any]:
    return {
        "lines": [
            {
                "number": one.line.number,
                "line": one.line.text,
                "kept": one.kept,
                "faults": list(one.faults),
            }
            for one in results
        ]
    }


def _lines(results: "tuple[LineRead, ...]") -> list[str]:
    return [
        f"{one.line.number:>3}  {'✓' if not one.faults else '·'} {one.line.text}"
        + (f"  – {'; '.join(one.faults)}" if one.faults else "")
        for one in results
    ]
