"""`corvia edit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.vary import write_version

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.editing import BarContent
    from corvia_local.studio.edits import Edit

CHANGES = ("pitch", "length", "split", "delete", "chord", "to", "tempo", "instrument")
NEEDS_NOTE = ("pitch", "length", "split", "delete")


@click.command()
@click.argument("song")
@click.option("--bar", type=click.IntRange(1), help="The bar, counted from 1.")
@click.option("--note", type=click.IntRange(1), help="The note in the bar, counted from 1.")
@click.option("--part", help="The part whose notes are meant; else the tune.")
@click.option("--pitch", metavar="STEPS", help="+1 or -2 steps of the scale; 5 for its 5th degree.")
@click.option("--length", metavar="LENGTH", help="1/4, or +1/8 for an eighth longer.")
@click.option("--split", is_flag=True, help="Make two notes of one.")
@click.option("--delete", is_flag=True, help="Take the note out.")
@click.option("--every-return", is_flag=True, help="The same note wherever its words return.")
@click.option("--chord", help="A chord of the mode: IV, or F.")
@click.option("--beat", type=click.IntRange(1), help="The beat of the chord that is meant.")
@click.option("--word", help="The word to change, or its number in the bar.")
@click.option("--to", help="The word to sing instead.")
@click.option("--tempo", type=click.FloatRange(1, 1000), help="Beats a minute.")
@click.option("--section", help="With --tempo: only there.")
@click.option("--instrument", help="With --part: flute, harp, cello, or a program 0 to 127.")
@click.option("--after-care", is_flag=True, help="You saw where help is, and want the word.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the version's files there too.")
@shared_options
def edit(call: Call, song: str, out: Path | None, **options: Any) -> None:
    """Change one thing in a SONG: a note, a chord, a word, the tempo or an instrument.

    \b
    corvia edit SONG --bar 12                        what stands in the bar
    corvia edit SONG --bar 12 --note 3 --pitch +1    a step of the scale higher
    corvia edit SONG --bar 12 --note 3 --length +1/8
    corvia edit SONG --bar 12 --note 3 --split       or --delete
    corvia edit SONG --bar 12 --beat 3 --chord IV
    corvia edit SONG --bar 12 --word rain --to snow
    corvia edit SONG --tempo 84                      or with --section "verse 2"
    corvia edit SONG --part bass --instrument cello

    Each makes a new version; the one before is kept, and `corvia versions SONG --undo` goes back.
    """
    asked = [name for name in CHANGES if options[name] not in (None, False)]
    if len(asked) > 1:
        raise click.UsageError(f"Change one thing at a time, not --{' and --'.join(asked)}.")
    wish = _edit(asked[0], options) if asked else None
    if wish is None:
        _show(call, song, options)
        return
    from corvia_local.studio.editing import edit_song
    from corvia_local.studio.song_versions import current_version, keep_version

    with call.vault() as vault, call.progress() as report:
        before = current_version(vault, song)
        made = edit_song(before, wish)
        keep_version(vault, made.song, before.id, wish.words())
        files = [] if out is None else write_version(vault, made.song, out, report)
    content = {
        "song": made.song.id,
        "made_of": before.id,
        "change": wish.words(),
        "said": list(made.said),
        "files": [str(path) for path in files],
        "seconds_to_edit": made.song.seconds_to_compose,
    }
    lines = [f"“{made.song.title}”  {made.song.id}  ({wish.words()})"]
    call.answer(content, *lines, *(f"  {line}" for line in made.said), *map(str, files))


def _edit(name: str, options: dict[str, Any]) -> "Edit":
    from corvia_local.studio.edits import ChordEdit, InstrumentEdit, TempoEdit, WordEdit
    from corvia_local.studio.varying import instrument_named

    if name == "tempo":
        return TempoEdit(options["tempo"], options["section"])
    if name == "instrument":
        if options["part"] is None:
            raise click.UsageError("--instrument needs the --part that plays it.")
        return InstrumentEdit(options["part"], instrument_named(options["instrument"]))
    if options["bar"] is None:
        raise click.UsageError(f"--{name} needs the --bar.")
    if name == "chord":
        return ChordEdit(options["bar"], options["chord"], options["beat"] or 1)
    if name == "to":
        if options["word"] is None:
            raise click.UsageError("--to needs the --word that it replaces.")
        return WordEdit(options["bar"], options["word"], options["to"], options["after_care"])
    return _note_edit(name, options)


def _note_edit(name: str, options: dict[str, Any]) -> "Edit":
    from corvia_local.studio.editing import length_in_ticks
    from corvia_local.studio.edits import DeleteEdit, LengthEdit, PitchEdit, SplitEdit

    bar, note = options["bar"], options["note"]
    if note is None:
        raise click.UsageError(f"--{name} needs the --note. Without it, --bar lists the notes.")
    where = {"part": options["part"], "every_return": options["every_return"]}
    if name == "pitch":
        steps, relative = _steps(options["pitch"])
        return PitchEdit(bar, note, steps=steps, relative=relative, **where)
    if name == "length":
        ticks, relative = length_in_ticks(options["length"])
        return LengthEdit(bar, note, ticks=ticks, relative=relative, **where)
    return SplitEdit(bar, note, **where) if name == "split" else DeleteEdit(bar, note, **where)


def _steps(text: str) -> tuple[int, bool]:
    plain = text.strip().replace("−", "-")
    if not plain.lstrip("+-").isdigit() or len(plain) > 4:
        raise click.UsageError(f"“{text[:20]}” is no pitch. Write +1, -2, or 5 for the 5th degree.")
    return int(plain), plain[0] in "+-"


def _show(call: Call, song: str, options: dict[str, Any]) -> None:
    if options["bar"] is None:
        raise click.UsageError("Name a --bar to see what stands there, or a change.")
    from dataclasses import asdict

    from corvia_local.studio.editing import bar_content
    from corvia_local.studio.song_versions import current_version

    with call.vault() as vault:
        kept: ComposedSong = current_version(vault, song)
    found = bar_content(kept, options["bar"], options["part"])
    call.answer({"song": kept.id, **asdict(found)}, *_bar_lines(found))


def _bar_lines(found: "BarContent") -> list[str]:
    lines = [f"Bar {found.bar} of {found.bars}, {found.section}, the notes of the {found.part}:"]
    lines += [f"  {note.words}" for note in found.notes] or ["  none"]
    if found.words:
        lines.append("Words: " + ", ".join(f"“{word}”" for word in found.words))
    if found.chords:
        lines.append("Chords: " + ", ".join(found.chords))
    if found.allowed_chords:
        allowed = ", ".join(f"{numeral} ({symbol})" for numeral, symbol in found.allowed_chords)
        lines.append(f"Chords that may stand here: {allowed}")
    return lines
