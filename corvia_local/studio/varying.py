"""Co-creation: change a song within what is not locked, and say in words what changed."""

import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import msgspec

from corvia_local.errors import BadInput
from corvia_local.model.mood import MILLI, Mood
from corvia_local.model.plan import Change, Reason, SongPlan, SongRequest
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Note, Role, Score
from corvia_local.studio.composing import (
    ComposedSong,
    key_name,
    length_of,
    song_id,
    tempo_of,
)
from corvia_local.studio.traditions import find_tradition

if TYPE_CHECKING:
    from corvia_engine.music.traditions.tradition import Tradition

PART_WORDS: dict[str, str] = {
    "melody": "melody",
    "voice": "melody",
    "tune": "melody",
    "harmony": "harmony",
    "chords": "harmony",
    "second voice": "counter",
    "drums": "percussion",
    **{role: role for role in get_args(Role) if role != "chords"},
}
"""What a person may call a part, and its name in a score."""
SHORTEST_MINUTES, LONGEST_MINUTES = 0.5, 6.0


@dataclass(frozen=True)
class Wish:
    """What to change. Where `changes`, `tradition` and `instruments` are empty, notes are written
    anew: in `bars` (ranges counted from 1, both ends included) and `sections`, else everywhere,
    but for the parts in `keep`. `seed` makes it repeatable. `instruments` are (part, program).
    """

    bars: tuple[tuple[int, int], ...] = ()
    sections: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    seed: int | None = None
    changes: tuple[Change, ...] = ()
    tradition: str | None = None
    instruments: tuple[tuple[str, int], ...] = ()

    @property
    def rewrites(self) -> bool:
        """Tell whether notes are asked to be written anew."""
        other = self.changes or self.tradition or self.instruments
        return bool(self.bars or self.sections or self.keep or not other)


@dataclass(frozen=True)
class VariedSong:
    """A new version, and what changed against the one before: a line each."""

    song: ComposedSong
    said: tuple[str, ...]


def part_named(word: str) -> str:
    """Give a part's name in a score, or “harmony”; raise BadInput for no such part."""
    known = PART_WORDS.get(word.strip().lower())
    if known is None:
        parts = ", ".join(sorted(set(PART_WORDS.values())))
        raise BadInput(f"“{word[:40]}” is no part of a song. Name one of: {parts}.")
    return known


def vary_song(song: ComposedSong, wish: Wish, report: Report = silent) -> VariedSong:
    """Make a new version of a song, without sound. The same song, wish and seed give the same.

    Raises BadInput where a part, a section, bars or an instrument do not exist, where a change
    would go too far, or where nothing is left that may change.
    """
    began = time.perf_counter()
    locked = tuple(part_named(word) for word in wish.keep)
    seed = secrets.randbits(62) if wish.seed is None else wish.seed
    plan, score = song.plan, song.score
    tradition = find_tradition(plan.tradition)
    if wish.tradition is not None:
        tradition = find_tradition(wish.tradition)
        plan, score = _in_tradition(song, tradition, report)
    for change in wish.changes:
        from corvia_engine.music.varying.recasting import changed

        plan, score = changed(plan, score, tradition, change)
    if wish.rewrites:
        plan, score = _rewritten(plan, score, tradition, wish, locked, seed, report)
    for word, program in wish.instruments:
        score = _on_instrument(score, part_named(word), program)
    said = _differences(song, plan, score)
    if not said:
        raise BadInput(
            "Nothing changed: all that could is locked. Keep fewer parts, or name other bars."
        )
    asked = words_of(wish)
    plan = msgspec.structs.replace(
        plan,
        reasons=(
            *plan.reasons,
            Reason(
                "version",
                asked,
                f"You asked for it. {' '.join(said)} (seed {seed})",
                "",
                _bars_asked(plan, tradition, wish),
            ),
        ),
    )
    seconds = round(time.perf_counter() - began, 3)
    made = ComposedSong(
        song_id(plan, score),
        score.title,
        song.entry_id,
        plan,
        score,
        None,
        seconds,
        sung_by=song.sung_by,
    )
    return VariedSong(made, said)


def _bars_asked(plan: SongPlan, tradition: "Tradition", wish: Wish) -> tuple[tuple[int, int], ...]:
    """Give the bars that were written anew, as ranges; none where the whole song was changed."""
    if not (wish.bars or wish.sections):
        return ()
    from corvia_engine.music.staging import stages_of
    from corvia_engine.music.varying.scope import scope_of

    scope = scope_of(stages_of(plan, tradition), wish.bars, wish.sections, ())
    return tuple((start // scope.bar + 1, end // scope.bar) for start, end in scope.runs())


def words_of(wish: Wish) -> str:
    """Say a wish in a few words."""
    words: list[str] = list(wish.changes)
    if wish.tradition:
        words.append(f"in the tradition {wish.tradition}")
    words += [f"{part} on {instrument_name(program)}" for part, program in wish.instruments]
    if wish.rewrites:
        places = [f"bars {low}–{high}" if low != high else f"bar {low}" for low, high in wish.bars]
        places += wish.sections
        kept = f", keeping {' and '.join(wish.keep)}" if wish.keep else ""
        words.append(f"{' and '.join(places) or 'the whole song'} written anew{kept}")
    return "; ".join(words)


def section_at_bar(score: Score, bar: int) -> str:
    """Name the section that a bar, counted from 1, belongs to; raise BadInput beyond the end."""
    tick = (bar - 1) * score.meter.bar_ticks
    for section in score.sections:
        if section.start <= tick < section.end:
            return section.name
    raise BadInput(f"The song has {score.end // score.meter.bar_ticks} bars.")


def instrument_names() -> tuple[str, ...]:
    """Name the General MIDI instruments in order of their programs, from 0."""
    from pretty_midi.constants import INSTRUMENT_MAP

    return tuple(INSTRUMENT_MAP)


def instrument_name(program: int) -> str:
    """Name one, 0…127."""
    return instrument_names()[program]


def instrument_named(word: str) -> int:
    """Find the one that has a word in its name, the first in General MIDI's order; a whole word
    counts before a part of one. Raise BadInput where there is none.
    """
    wanted = word.strip().lower()
    if wanted.isdigit() and int(wanted) < 128:
        return int(wanted)
    names = [name.lower() for name in instrument_names()]
    whole = [program for program, name in enumerate(names) if wanted in re.findall(r"\w+", name)]
    part = [program for program, name in enumerate(names) if wanted and wanted in name]
    if whole or part:
        return (whole or part)[0]
    raise BadInput(
        f"There is no instrument “{word[:40]}”. Name one such as flute, harp, cello, marimba,"
        " nylon, or a General MIDI program from 0 to 127."
    )


def _in_tradition(
    song: ComposedSong, tradition: "Tradition", report: Report
) -> tuple[SongPlan, Score]:
    """Compose the same words and the same way of the mood in another tradition."""
    from corvia_engine.music.composing import compose
    from corvia_engine.music.planning import plan_song

    plan = song.plan
    minutes = length_of(song.score) / 60
    request = SongRequest(
        lyric=plan.lyric,
        start=Mood(plan.start_valence / MILLI, plan.start_arousal / MILLI),
        goal=Mood(plan.goal_valence / MILLI, plan.goal_arousal / MILLI),
        tradition=tradition.name,
        minutes=max(SHORTEST_MINUTES, min(LONGEST_MINUTES, minutes)),
        seed=plan.seed,
    )
    planned = plan_song(request, tradition)
    return planned, compose(planned, report, tradition)


def _rewritten(
    plan: SongPlan,
    score: Score,
    tradition: "Tradition",
    wish: Wish,
    locked: tuple[str, ...],
    seed: int,
    report: Report,
) -> tuple[SongPlan, Score]:
    from corvia_engine.music.staging import stages_of
    from corvia_engine.music.varying.scope import scope_of
    from corvia_engine.music.varying.varying import vary

    scope = scope_of(stages_of(plan, tradition), wish.bars, wish.sections, locked)
    return plan, vary(plan, score, tradition, scope, seed, report)


def _on_instrument(score: Score, role: str, program: int) -> Score:
    if role == "percussion" or all(part.role != role for part in score.parts):
        parts = ", ".join(part.role for part in score.parts if part.role != "percussion")
        raise BadInput(f"“{role}” cannot change its instrument here. These can: {parts}.")
    parts_now = tuple(
        msgspec.structs.replace(part, program=program) if part.role == role else part
        for part in score.parts
    )
    return msgspec.structs.replace(score, parts=parts_now)


def _differences(song: ComposedSong, plan: SongPlan, score: Score) -> tuple[str, ...]:
    """Say what differs, as measured on both scores."""
    before = song.score
    said = []
    if before.tradition != score.tradition:
        said.append(f"It is in the tradition {score.tradition} now, in {key_name(score)}.")
    elif before.key != score.key or [s.key for s in song.plan.sections] != [
        s.key for s in plan.sections
    ]:
        said.append(f"It begins in {_key_at_start(plan)} and ends in {key_name(score)} now.")
    if tempo_of(before) != tempo_of(score):
        said.append(f"The tempo goes from {tempo_of(before):g} to {tempo_of(score):g}.")
    moved = _moved_by(before, score)
    if moved:
        said.append(f"Everything lies {abs(moved)} semitones {'higher' if moved > 0 else 'lower'}.")
    level = _transposed(before, moved)
    said += _parts_said(level, score)
    if level.tradition == score.tradition and _chords(level) != _chords(score):
        said.append(f"Other chords in {_bars(_changed_chord_bars(level, score))}.")
    return tuple(said)


def _key_at_start(plan: SongPlan) -> str:
    from corvia_local.studio.composing import PITCH_NAMES

    key = plan.sections[0].key
    return f"{PITCH_NAMES[key.tonic]} {key.mode}"


def _moved_by(before: Score, score: Score) -> int:
    """Give by how many semitones the whole melody moved, 0 where it did not move as a whole."""
    old, new = before.melody.notes, score.melody.notes
    moves = {b.key - a.key for a, b in zip(old, new, strict=False)}
    return moves.pop() if len(old) == len(new) and len(moves) == 1 else 0


def _transposed(score: Score, by: int) -> Score:
    parts = tuple(
        part
        if part.role == "percussion"
        else msgspec.structs.replace(
            part,
            notes=tuple(
                msgspec.structs.replace(n, key=max(0, min(127, n.key + by))) for n in part.notes
            ),
        )
        for part in score.parts
    )
    chords = tuple(
        msgspec.structs.replace(
            mark,
            root=(mark.root + by) % 12,
            pitch_classes=tuple((tone + by) % 12 for tone in mark.pitch_classes),
        )
        for mark in score.chords
    )
    return msgspec.structs.replace(score, parts=parts, chords=chords)


def _parts_said(before: Score, score: Score) -> list[str]:
    said = []
    old = {part.role: part for part in before.parts}
    for part in score.parts:
        was = old.get(part.role)
        if was is None:
            said.append(f"The part “{part.name}” is new.")
            continue
        if was.program != part.program and part.role != "percussion":
            said.append(f"The {part.name} is played on {instrument_name(part.program)}.")
        if before.tradition == score.tradition:
            bars = _changed_bars(was.notes, part.notes, score.meter.bar_ticks)
            if bars:
                said.append(f"The {part.name} is other in {_bars(bars)}.")
    now = {part.role for part in score.parts}
    said += [f"The part “{part.name}” is silent." for part in before.parts if part.role not in now]
    return said


def _changed_bars(old: Iterable[Note], new: Iterable[Note], bar: int) -> list[int]:
    """Give the bars, from 1, in which the notes are others: pitch, or onset by over a 32nd."""
    from corvia_engine.music.varying.scope import EARLY

    def rough(notes: Iterable[Note]) -> set[tuple[int, int, int]]:
        return {
            ((note.start + EARLY) // bar, (note.start + EARLY) // 30, 100 * note.key + note.cents)
            for note in notes
        }

    return sorted({place + 1 for place, _, _ in rough(old) ^ rough(new)})


def _chords(score: Score) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple((mark.tick, mark.pitch_classes) for mark in score.chords)


def _changed_chord_bars(before: Score, score: Score) -> list[int]:
    bar = score.meter.bar_ticks
    return sorted({tick // bar + 1 for tick, _ in set(_chords(before)) ^ set(_chords(score))})


def _bars(bars: list[int]) -> str:
    """Say bars as ranges: “bars 1–4 and 9”."""
    ranges: list[list[int]] = []
    for bar in bars:
        if ranges and ranges[-1][1] == bar - 1:
            ranges[-1][1] = bar
        else:
            ranges.append([bar, bar])
    words = [f"{low}–{high}" if low != high else str(low) for low, high in ranges]
    if len(words) > 4:
        return f"{len(bars)} bars between {bars[0]} and {bars[-1]}"
    joined = ", ".join(words[:-1])
    text = f"{joined} and {words[-1]}" if joined else words[-1]
    return f"{'bar' if len(bars) == 1 else 'bars'} {text}"
