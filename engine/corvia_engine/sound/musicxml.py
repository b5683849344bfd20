"""A lead sheet in MusicXML 4.0: the melody with its words and chords, and the bass.

Written directly rather than through music21; specs/decisions/musicxml.md says why. Onsets are
quantised. Pitches are rounded to quarter tones, which is what notation programs show; the exact
cents stand as text at the head of the sheet.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from corvia_engine.sound.bars import Piece, bar_pieces
from corvia_engine.sound.notation import Spelling, chord_kind, chord_suffix, key_signature, spell
from corvia_engine.sound.quantising import WrittenNote, written_notes
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import TICKS_PER_QUARTER, Note, Part, Score, SungSyllable

_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN"'
    b' "http://www.musicxml.org/dtds/partwise.dtd">\n'
)
_SHEET_ROLES = ("melody", "bass")
_BASS_CLEF_BELOW = 57
_TEMPO_SHOWN = 4
"""Per cent by which the tempo must have changed since it was last shown."""

_MICROTONES = {
    -1.5: "three-quarters-flat",
    -0.5: "quarter-flat",
    0.5: "quarter-sharp",
    1.5: "three-quarters-sharp",
}
_MICROS_A_MINUTE = 60_000_000

Mark = tuple[int, Xml.Element]
"""A tick and what stands over it."""


def musicxml_bytes(score: Score, report: Report = silent) -> bytes:
    """Write the lead sheet; equal scores give equal bytes."""
    root = Xml.Element("score-partwise", version="4.0")
    _add(_add(root, "work"), "work-title", score.title)
    encoding = _add(_add(root, "identification"), "encoding")
    _add(encoding, "software", "Corvia Local")
    _add(encoding, "supports", element="beam", type="no")
    names = _add(root, "part-list")
    parts = [part for role in _SHEET_ROLES for part in score.parts if part.role == role]
    for number, part in enumerate(parts, 1):
        report("writing the sheet", (number - 1) / len(parts))
        _add(_add(names, "score-part", id=f"P{number}"), "part-name", part.name)
        root.append(_part(score, part, f"P{number}"))
    report("writing the sheet", 1.0)
    Xml.indent(root)
    return _HEAD + Xml.tostring(root, encoding="unicode").encode() + b"\n"


def _part(score: Score, part: Part, part_id: str) -> Xml.Element:
    melody = part.role == "melody"
    written = written_notes(part.notes, triplets=score.meter.unit == 4, apart=melody)
    syllables = _syllables_by_note(written, score.syllables) if melody else {}
    marks = sorted(_marks(score), key=lambda mark: mark[0]) if melody else []
    element = Xml.Element("part", id=part_id)
    bars = bar_pieces(written, score.meter, score.end)
    for number, pieces in enumerate(bars):
        measure = _add(element, "measure", number=str(number + 1))
        if number == 0:
            _attributes(measure, score, part)
            _tuning(measure, part, key_signature(score.key).fifths)
        for piece in pieces:
            while marks and marks[0][0] < piece.end:
                tick, mark = marks.pop(0)
                measure.append(_placed(mark, max(0, tick - piece.start)))
            _sounded(measure, piece, syllables, key_signature(score.key).fifths)
    return element


def _attributes(measure: Xml.Element, score: Score, part: Part) -> None:
    attributes = _add(measure, "attributes")
    _add(attributes, "divisions", TICKS_PER_QUARTER)
    signature = key_signature(score.key)
    key = _add(attributes, "key")
    _add(key, "fifths", signature.fifths)
    _add(key, "mode", "minor" if signature.minor else "major")
    time = _add(attributes, "time")
    even = len(set(score.meter.groups)) == 1
    _add(time, "beats", score.meter.beats if even else "+".join(map(str, score.meter.groups)))
    _add(time, "beat-type", score.meter.unit)
    keys = sorted(note.key for note in part.notes)
    low = part.role == "bass" or (keys and keys[len(keys) // 2] < _BASS_CLEF_BELOW)
    clef = _add(attributes, "clef")
    _add(clef, "sign", "F" if low else "G")
    _add(clef, "line", 4 if low else 2)


def _tuning(measure: Xml.Element, part: Part, fifths: int) -> None:
    """Say which pitch classes are bent, by how many cents, where any is."""
    bent = sorted({(note.key % 12, note.cents) for note in part.notes if note.cents})
    if bent:
        names = [f"{_name(spell(pitch + 60, 0, fifths))} {cents:+}" for pitch, cents in bent]
        measure.append(_direction("words", f"Cents from equal temperament: {', '.join(names)}"))


def _name(pitch: Spelling) -> str:
    return pitch.step + ("♯" if pitch.alter > 0 else "♭") * abs(int(pitch.alter))


def _marks(score: Score) -> Iterator[Mark]:
    """Give section names, tempi and chord symbols with their ticks."""
    for section in score.sections:
        yield section.start, _direction("rehearsal", section.name)
    shown = None
    for tempo in score.tempo:
        if shown is None or 100 * abs(tempo.microseconds - shown) > _TEMPO_SHOWN * shown:
            shown = tempo.microseconds
            yield tempo.tick, _metronome(shown)
    fifths = key_signature(score.key).fifths
    for chord in score.chords:
        harmony = Xml.Element("harmony")
        name = spell(chord.root + 60, 0, fifths)
        root = _add(harmony, "root")
        _add(root, "root-step", name.step)
        if name.alter:
            _add(root, "root-alter", int(name.alter))
        _add(harmony, "kind", chord_kind(chord), text=chord_suffix(chord))
        yield chord.tick, harmony


def _direction(kind: str, text: str) -> Xml.Element:
    direction = Xml.Element("direction", placement="above")
    _add(_add(direction, "direction-type"), kind, text)
    return direction


def _metronome(microseconds: int) -> Xml.Element:
    a_minute = (_MICROS_A_MINUTE + microseconds // 2) // microseconds
    direction = Xml.Element("direction", placement="above")
    metronome = _add(_add(direction, "direction-type"), "metronome")
    _add(metronome, "beat-unit", "quarter")
    _add(metronome, "per-minute", a_minute)
    _add(direction, "sound", tempo=str(a_minute))
    return direction


def _placed(mark: Xml.Element, offset: int) -> Xml.Element:
    """Put a mark `offset` ticks into the note that follows."""
    if offset:
        element = Xml.Element("offset")
        element.text = str(offset)
        before_sound = mark.find("sound")
        place = len(mark) if before_sound is None else list(mark).index(before_sound)
        mark.insert(place, element)
    return mark


def _sounded(
    measure: Xml.Element, piece: Piece, syllables: dict[int, SungSyllable], fifths: int
) -> None:
    """Write a piece of a chord, a note or a rest."""
    if piece.written is None:
        element = _add(measure, "note")
        _add(element, "rest")
        _add(element, "duration", piece.end - piece.start)
        _type(element, piece, 0.0)
        return
    for place, note in enumerate(piece.written.notes):
        element = _add(measure, "note")
        if place:
            _add(element, "chord")
        alter = _pitch(element, note, fifths)
        _add(element, "duration", piece.end - piece.start)
        ties = [kind for kind, tied in (("stop", piece.goes_on), ("start", piece.tied)) if tied]
        for kind in ties:
            _add(element, "tie", type=kind)
        _type(element, piece, alter)
        if ties:
            notations = _add(element, "notations")
            for kind in ties:
                _add(notations, "tied", type=kind)
        syllable = syllables.get(piece.written.start)
        if syllable and not piece.goes_on and not place:
            _lyric(element, syllable)


def _pitch(element: Xml.Element, note: Note, fifths: int) -> float:
    spelling = spell(note.key, note.cents, fifths)
    pitch = _add(element, "pitch")
    _add(pitch, "step", spelling.step)
    if spelling.alter:
        _add(pitch, "alter", f"{spelling.alter:g}")
    _add(pitch, "octave", spelling.octave)
    return spelling.alter


def _type(element: Xml.Element, piece: Piece, alter: float) -> None:
    _add(element, "type", piece.value.type)
    for _ in range(piece.value.dots):
        _add(element, "dot")
    if alter in _MICROTONES:
        _add(element, "accidental", _MICROTONES[alter])
    if piece.value.triplet:
        modification = _add(element, "time-modification")
        _add(modification, "actual-notes", 3)
        _add(modification, "normal-notes", 2)


def _lyric(element: Xml.Element, syllable: SungSyllable) -> None:
    lyric = _add(element, "lyric", number="1")
    syllabic = {
        (True, True): "single",
        (True, False): "begin",
        (False, True): "end",
        (False, False): "middle",
    }
    _add(lyric, "syllabic", syllabic[syllable.begins_word, syllable.ends_word])
    _add(lyric, "text", syllable.text)


def _syllables_by_note(
    written: Sequence[WrittenNote], syllables: Sequence[SungSyllable]
) -> dict[int, SungSyllable]:
    """Give each syllable to the first note struck within it, by the note's written start."""
    found = {}
    left = iter(syllables)
    syllable = next(left, None)
    for note in written:
        played = note.notes[0].start
        while syllable and played >= syllable.tick + syllable.duration:
            syllable = next(left, None)
        if syllable and played >= syllable.tick:
            found[note.start] = syllable
            syllable = next(left, None)
    return found


def _add(parent: Xml.Element, tag: str, content: object = None, **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, tag, {k: _legal(v) for k, v in attributes.items()})
    if content is not None:
        element.text = _legal(str(content))
    return element


def _legal(text: str) -> str:
    """Leave out the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
