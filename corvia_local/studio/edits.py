"""The single changes that a person can ask for, and how they are said in a list of versions."""

from dataclasses import dataclass

from corvia_local.model.score import TICKS_PER_QUARTER


@dataclass(frozen=True)
class _OfNote:
    """A change of a note. Bars and notes count from 1; `part` is the tune's where it is None.
    Where `every_return`, the note is changed wherever its stanza returns.
    """

    bar: int
    note: int
    part: str | None = None
    every_return: bool = False

    def _which(self) -> str:
        part = f" of {self.part}" if self.part else ""
        returns = ", at every return" if self.every_return else ""
        return f"bar {self.bar}, note {self.note}{part}{returns}:"


@dataclass(frozen=True, kw_only=True)
class PitchEdit(_OfNote):
    """Move a note by `steps` of its scale, or, where not `relative`, to its degree `steps`."""

    steps: int
    relative: bool = True

    def words(self) -> str:
        """Say it in a few words."""
        way = f"{self.steps:+d} of the scale" if self.relative else f"to degree {self.steps}"
        return f"{self._which()} {way}"


@dataclass(frozen=True, kw_only=True)
class LengthEdit(_OfNote):
    """Let a note last `ticks` (480 to a quarter), or so many longer, or shorter where negative."""

    ticks: int
    relative: bool = True

    def words(self) -> str:
        """Say it in a few words."""
        quarters = abs(self.ticks) / TICKS_PER_QUARTER
        way = ("longer" if self.ticks > 0 else "shorter") if self.relative else "long"
        return f"{self._which()} {quarters:g} quarters {way}"


@dataclass(frozen=True)
class SplitEdit(_OfNote):
    """Make two notes of one."""

    def words(self) -> str:
        """Say it in a few words."""
        return f"{self._which()} divided"


@dataclass(frozen=True)
class DeleteEdit(_OfNote):
    """Take a note out; its syllable is sung with its neighbour of the same word."""

    def words(self) -> str:
        """Say it in a few words."""
        return f"{self._which()} taken out"


@dataclass(frozen=True)
class ChordEdit:
    """Put another chord of the mode, by numeral or symbol, in the place of the one on a beat."""

    bar: int
    chord: str
    beat: int = 1

    def words(self) -> str:
        """Say it in a few words."""
        return f"bar {self.bar}, beat {self.beat}: chord {self.chord[:16]}"


@dataclass(frozen=True)
class WordEdit:
    """Sing another word. `word` is the word in the bar, or its number there. `after_care`: the
    person saw the card with help, and wants the word.
    """

    bar: int
    word: str
    to: str
    after_care: bool = False

    def words(self) -> str:
        """Say it in a few words."""
        return f"bar {self.bar}: “{self.to[:60]}” for “{self.word[:60]}”"


@dataclass(frozen=True)
class TempoEdit:
    """Let the song, or one section, have so many felt beats a minute (at its beginning)."""

    beats: float
    section: str | None = None

    def words(self) -> str:
        """Say it in a few words."""
        return f"{self.beats:g} beats a minute{f' in {self.section}' if self.section else ''}"


@dataclass(frozen=True)
class InstrumentEdit:
    """Play a part on another General MIDI program, from 0."""

    part: str
    program: int

    def words(self) -> str:
        """Say it in a few words."""
        from corvia_local.studio.varying import instrument_name

        return f"{self.part} on {instrument_name(self.program)}"


NoteEdit = PitchEdit | LengthEdit | SplitEdit | DeleteEdit
Edit = NoteEdit | ChordEdit | WordEdit | TempoEdit | InstrumentEdit
