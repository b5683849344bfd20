"""A reader of single-voice ABC tunes: notes in exact integers.

It covers what the collections in music21's corpus use (ABC music standard 2.1, section 4):
accidentals that last for a bar, octave marks, lengths, broken rhythm, tuplets, ties, chords (the
highest note counts), grace notes and decorations (left out), bar lines, repeats, first and second
endings. A tune with several voices, a change of key or metre, or a sign that is not understood
raises TuneNotRead; nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corvia_engine.training.melody.abc_fields import (
    LETTERS,
    NATURAL,
    WHOLE,
    AbcKey,
    FieldNotRead,
    read_key,
    read_meter,
    read_unit,
    unit_of_meter,
)


class TuneNotRead(ValueError):
    """A tune holds something that this reader does not understand."""


@dataclass(frozen=True)
class AbcNote:
    """A note, or a rest where `key` is None. `onset` and `duration` count fine ticks.

    `letter` counts diatonic steps from C4 = 28 (octave·7 + letter), `key` is the MIDI key.
    """

    onset: int
    duration: int
    letter: int
    key: int | None
    line: int


@dataclass(frozen=True)
class AbcTune:
    """A tune as written: repeats are not unfolded; of two endings the last one stands.

    `bars` are the onsets at which bar lines stand.
    """

    number: str
    title: str
    key: AbcKey
    beats: int
    unit: int
    notes: tuple[AbcNote, ...]
    bars: tuple[int, ...]


_SKIPPED = re.compile(r'"[^"]*"|![^!]*!|\+[^+|\s]*\+|\{[^}]*\}|[~.H-WYh-wy`)\\\s]|\((?!\d)')
_NOTE = re.compile(r"(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)(\d*)(/*)(\d*)")
_REST = re.compile(r"[zx](\d*)(/*)(\d*)")
_TUPLET = re.compile(r"\((\d)(?::(\d*))?(?::(\d*))?")
_ENDING = re.compile(r"(?:\[|(?<=\|))([1-9])[\d,.\-]*")
_BAR = re.compile(r":*\|[\]|:]*|::+|\[\|")
_CHORD_LENGTH = re.compile(r"(\d*)(/*)(\d*)")
_FIELD = re.compile(r"^([A-Za-z]):(.*)$")
_INLINE = re.compile(r"\[([A-Za-z]):([^\]]*)\]")
_BROKEN = re.compile(r"[<>]{1,3}")
_QUAVERS_IN_TIME_OF = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}
_COMPOUND_BEATS = (6, 9, 12)


@dataclass
class _State:
    key: AbcKey
    compound: bool
    unit: int
    notes: list[AbcNote] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)
    at: int = 0
    line: int = 0
    sharpened: dict[int, int] = field(default_factory=dict)
    bar_begin: int = 0
    bar_length: int = WHOLE
    tuplet_left: int = 0
    tuplet_ratio: tuple[int, int] = (1, 1)
    broken: tuple[int, int] | None = None
    tied: bool = False
    first_ending: tuple[int, int, int] | None = None


def read_tunes(text: str) -> Iterator[AbcTune | TuneNotRead]:
    """Read every tune of a file; what cannot be read comes back as the error that says why."""
    for block in re.split(r"(?m)^(?=X:)", text):
        if block.startswith("X:"):
            try:
                yield read_tune(block)
            except (TuneNotRead, FieldNotRead) as error:
                yield TuneNotRead(str(error))


def read_tune(block: str) -> AbcTune:
    """Read one tune, from its X: line on; raise TuneNotRead or FieldNotRead."""
    lines = [line.split("%")[0].rstrip() for line in block.splitlines()]
    header, body = _cut_header(lines)
    if "M" not in header or "K" not in header:
        raise TuneNotRead("no metre or no key")
    beats, unit = read_meter(header["M"])
    key = read_key(header["K"])
    length = read_unit(header["L"]) if header.get("L") else unit_of_meter(beats, unit)
    state = _State(key, beats in _COMPOUND_BEATS, length, bar_length=WHOLE * beats // unit)
    for line in body:
        _read_line(line, state)
    if state.broken is not None or state.tuplet_left:
        raise TuneNotRead("a broken rhythm or tuplet has no end")
    return AbcTune(
        header["X"], header.get("T", ""), key, beats, unit, tuple(state.notes), tuple(state.bars)
    )


def _cut_header(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    header: dict[str, str] = {}
    for index, line in enumerate(lines):
        match = _FIELD.match(line)
        if match is None:
            if line.strip():
                raise TuneNotRead("music before K:")
            continue
        header.setdefault(match.group(1), match.group(2).strip())
        if match.group(1) == "K":
            return header, lines[index + 1 :]
    raise TuneNotRead("no key")


def _read_line(line: str, state: _State) -> None:
    match = _FIELD.match(line)
    if match is not None:
        if match.group(1) in "KMLV":
            raise TuneNotRead(f"a change of {match.group(1)}: within the tune")
        return
    if not line.strip():
        return
    _read_music(line, state)
    if not line.endswith("\\"):
        state.line += 1


def _read_music(line: str, state: _State) -> None:
    at = 0
    while at < len(line):
        for pattern, take in _SIGNS:
            match = pattern.match(line, at)
            if match is not None and match.end() > at:
                take(match, state)
                at = match.end()
                break
        else:
            if line[at] == "[":
                at = _take_chord(line, at, state)
            elif line[at] == "-":
                state.tied = bool(state.notes)
                at += 1
            else:
                raise TuneNotRead(f"the sign {line[at]!r}")


def _skip(match: re.Match[str], state: _State) -> None:
    """Leave out what does not sound."""


def _take_inline(match: re.Match[str], state: _State) -> None:
    if match.group(1) in "KMLV":
        raise TuneNotRead(f"a change of {match.group(1)}: within the tune")


def _take_note(match: re.Match[str], state: _State) -> None:
    letter, key = _pitch(match, state)
    _append(letter, key, _length(match.group(4), match.group(5), match.group(6)), state)


def _take_rest(match: re.Match[str], state: _State) -> None:
    _append(0, None, _length(match.group(1), match.group(2), match.group(3)), state)


def _take_tuplet(match: re.Match[str], state: _State) -> None:
    if state.tuplet_left:
        raise TuneNotRead("a tuplet within a tuplet")
    count = int(match.group(1))
    usual = _QUAVERS_IN_TIME_OF.get(count, 3 if state.compound else 2)
    if count < 2:
        raise TuneNotRead("a tuplet of one")
    state.tuplet_ratio = (int(match.group(2) or usual), count)
    state.tuplet_left = int(match.group(3) or count)


def _take_broken(match: re.Match[str], state: _State) -> None:
    if not state.notes or state.broken is not None:
        raise TuneNotRead("a broken rhythm without a note before it")
    whole = 2 ** len(match.group())
    long, short = (2 * whole - 1, whole), (1, whole)
    first, state.broken = (long, short) if match.group()[0] == ">" else (short, long)
    last = state.notes[-1]
    duration = _scaled(last.duration, first)
    state.at += duration - last.duration
    state.notes[-1] = replace(last, duration=duration)


def _take_ending(match: re.Match[str], state: _State) -> None:
    if match.group(1) == "1":
        state.first_ending = (len(state.notes), len(state.bars), state.at)
    elif match.group(1) == "2" and state.first_ending is not None:
        notes, bars, state.at = state.first_ending
        del state.notes[notes:], state.bars[bars:]
        state.first_ending = None
        state.bar_begin = state.at
        state.sharpened.clear()
    else:
        raise TuneNotRead("more than two endings")


def _take_bar(match: re.Match[str], state: _State) -> None:
    if not state.bars or state.bars[-1] != state.at:
        state.bars.append(state.at)
    state.bar_begin = state.at
    state.sharpened.clear()


_SIGNS = (
    (_NOTE, _take_note),
    (_SKIPPED, _skip),
    (_BAR, _take_bar),
    (_REST, _take_rest),
    (_BROKEN, _take_broken),
    (_TUPLET, _take_tuplet),
    (_ENDING, _take_ending),
    (_INLINE, _take_inline),
)


def _take_chord(line: str, at: int, state: _State) -> int:
    end = line.find("]", at)
    if end < 0:
        raise TuneNotRead("a chord without an end")
    matches = list(_NOTE.finditer(line, at + 1, end))
    if not matches:
        raise TuneNotRead(f"the sign {line[at : end + 1]!r}")
    pitches = [_pitch(match, state) for match in matches]
    letter, key = max(pitches, key=lambda pitch: pitch[1])
    inner = _length(matches[0].group(4), matches[0].group(5), matches[0].group(6))
    outer = _CHORD_LENGTH.match(line, end + 1)
    assert outer is not None
    outer_length = _length(*outer.groups())
    ratio = (inner[0] * outer_length[0], inner[1] * outer_length[1])
    _append(letter, key, ratio, state)
    return outer.end()


def _length(number: str, slashes: str, divisor: str) -> tuple[int, int]:
    below = int(divisor) if divisor else 2 ** len(slashes)
    if not below:
        raise TuneNotRead("a length over nought")
    return int(number) if number else 1, below


def _scaled(length: int, ratio: tuple[int, int]) -> int:
    scaled, rest = divmod(length * ratio[0], ratio[1])
    if rest:
        raise TuneNotRead("a length off the grid")
    return scaled


def _pitch(match: re.Match[str], state: _State) -> tuple[int, int]:
    name = match.group(2)
    octave = 4 if name.isupper() else 5
    octave += match.group(3).count("'") - match.group(3).count(",")
    letter = octave * 7 + LETTERS.index(name.upper())
    if match.group(1):
        state.sharpened[letter] = {"^": 1, "^^": 2, "_": -1, "__": -2, "=": 0}[match.group(1)]
    alteration = state.sharpened.get(letter, state.key.signature[name.upper()])
    return letter, 12 * (octave + 1) + NATURAL[name.upper()] + alteration


def _append(letter: int, key: int | None, length: tuple[int, int], state: _State) -> None:
    duration = _scaled(state.unit, length)
    if state.tuplet_left:
        duration = _scaled(duration, state.tuplet_ratio)
        state.tuplet_left -= 1
    if state.broken is not None:
        duration = _scaled(duration, state.broken)
        state.broken = None
    if duration <= 0:
        raise TuneNotRead("a note without length")
    last = state.notes[-1] if state.notes else None
    if state.tied and last is not None and last.key == key and key is not None:
        state.notes[-1] = replace(last, duration=last.duration + duration)
    else:
        state.notes.append(AbcNote(state.at, duration, letter, key, state.line))
    state.tied = False
    state.at += duration
    if state.at - state.bar_begin >= state.bar_length:
        state.bar_begin = state.at
        state.sharpened.clear()
