"""The order of a song's sections, and their lengths in bars.

Words come first: every stanza is sung, the chorus at least twice. What is left of the wished
length goes to repeats and to instrumental bars, by trying all small forms and taking the nearest.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corvia_engine.music.phrasing import phrases_of
from corvia_engine.music.traditions.tradition import Rhythm
from corvia_local.errors import BadInput
from corvia_local.model.lyric import Lyric
from corvia_local.model.score import SectionKind

MOST_STANZAS = 120
MOST_BARS = 1600
MOST_CYCLES = 24
AGAIN = 8
"""What it costs to take a shape again that the person's last songs had."""


class NothingToSing(BadInput):
    """The lyric has no syllables."""


class LyricTooLong(BadInput):
    """The lyric is longer than one song can hold."""


@dataclass(frozen=True)
class FormSection:
    """A section before its mood is known; `stanza` indexes the lyric's stanzas."""

    kind: SectionKind
    stanza: int | None
    bars: int


@dataclass(frozen=True)
class _Shape:
    """One way to fill the time. Lengths in bars."""

    intro: int
    interlude: int
    outro: int
    cycles: int
    fewest_choruses: bool
    double_ending: bool

    @property
    def strain(self) -> int:
        """How far it is from the plain form: 4 bars before, 4 after, words once through."""
        return (
            3 * (self.intro != 4)
            + 3 * (self.outro != 4)
            + self.interlude // 4
            + 5 * (self.cycles - 1)
            + 8 * self.fewest_choruses
            + 3 * self.double_ending
        )


def form_of(
    lyric: Lyric, rhythm: Rhythm, wished_bars: int, unlike: frozenset[str] = frozenset()
) -> tuple[FormSection, ...]:
    """Choose the form whose length comes nearest to `wished_bars`; one of the shapes `unlike` only
    where no other is near.

    Raises NothingToSing and LyricTooLong.
    """
    words = words_in_order(lyric, rhythm)
    forms = [(shape, _lay_out(words, shape)) for shape in _shapes(words, wished_bars)]

    def cost(form: tuple[_Shape, list[FormSection]]) -> int:
        shape, sections = form
        used = shape_of([(s.kind, 0 if s.stanza is not None else s.bars) for s in sections])
        return _miss(sections, wished_bars) + shape.strain + AGAIN * (used in unlike)

    return tuple(min(forms, key=cost)[1])


def shape_of(sections: Iterable[tuple[SectionKind, int]]) -> str:
    """Write a form down as the kinds of its sections and the bars of those that are not sung (0
    where one is): “intro 4, verse, chorus, outro 4”.
    """
    return ", ".join(f"{kind} {bars}" if bars else kind for kind, bars in sections)


def words_in_order(lyric: Lyric, rhythm: Rhythm) -> list[FormSection]:
    """List what is sung once through: verses and bridge in order, the chorus between and last.

    Where no stanza is marked as chorus, the last one is: that is where the words arrive.
    """
    stanzas = [
        (index, stanza)
        for index, stanza in enumerate(lyric.stanzas)
        if any(line.syllables for line in stanza.lines)
    ]
    if not stanzas:
        raise NothingToSing(
            "There are no words in these lines that can be sung. Write a line, even one word."
        )
    if len(stanzas) > MOST_STANZAS:
        raise LyricTooLong(
            f"The lyric has {len(stanzas)} stanzas; one song holds {MOST_STANZAS}."
            " Leave fewer empty lines, or make two songs of it."
        )
    chorus_marked = any(stanza.kind == "chorus" for _, stanza in stanzas)
    sections: list[FormSection] = []
    chorus: FormSection | None = None
    for index, stanza in stanzas:
        last = index == stanzas[-1][0]
        kind = stanza.kind if chorus_marked or not last else "chorus"
        bars = sum(phrase.bars for phrase in phrases_of(stanza, rhythm))
        section = FormSection(kind, index, bars)
        if kind == "chorus":
            chorus = section
        elif chorus and sections[-1].kind == "verse":
            sections.append(chorus)
        sections.append(section)
    return _with_returning_chorus(sections, chorus)


def _with_returning_chorus(
    sections: list[FormSection], chorus: FormSection | None
) -> list[FormSection]:
    if chorus is None:
        raise AssertionError("the last stanza serves as chorus where none is marked")
    if sections[-1].kind != "chorus":
        sections.append(chorus)
    if sections.count(chorus) < 2:
        sections.append(chorus)
    if sum(section.bars for section in sections) > MOST_BARS:
        raise LyricTooLong(
            f"The lyric would fill more than {MOST_BARS} bars. Shorten it, or make two songs of it."
        )
    return sections


def _shapes(words: list[FormSection], wished_bars: int) -> Iterator[_Shape]:
    once = sum(section.bars for section in words)
    most_cycles = max(1, min(MOST_CYCLES, wished_bars // once + 1))
    for intro, interlude, outro, cycles, fewest, double in itertools.product(
        (2, 4, 8), (0, 4, 8, 16), (2, 4, 8), range(1, most_cycles + 1), (False, True), (False, True)
    ):
        yield _Shape(intro, interlude, outro, cycles, fewest, double)


def _lay_out(words: list[FormSection], shape: _Shape) -> list[FormSection]:
    sung = _with_fewest_choruses(words) if shape.fewest_choruses else list(words)
    interlude = [FormSection("interlude", None, shape.interlude)] if shape.interlude else []
    if len(sung) > 3 or sung[-2].kind == "chorus":
        sung[-1:-1] = interlude
    sections = [FormSection("intro", None, shape.intro), *sung]
    for _ in range(shape.cycles - 1):
        sections += interlude + sung
    if shape.double_ending:
        sections.append(sung[-1])
    return [*sections, FormSection("outro", None, shape.outro)]


def _with_fewest_choruses(words: list[FormSection]) -> list[FormSection]:
    """Keep each chorus's first and last statement."""
    kept = []
    for place, section in enumerate(words):
        between = section in words[:place] and section in words[place + 1 :]
        if section.kind != "chorus" or not between:
            kept.append(section)
    return kept


def _miss(sections: list[FormSection], wished_bars: int) -> int:
    """Weigh how far off the length is: gently within 12 %, heavily beyond."""
    bars = sum(section.bars for section in sections)
    off = 1000 * abs(bars - wished_bars) // wished_bars
    return off // 25 + max(0, off - 120) // 5


def named(sections: tuple[FormSection, ...]) -> list[str]:
    """Name the sections: “intro”, “verse 1”, “chorus 2”."""
    counts: dict[str, int] = {}
    names = []
    for section in sections:
        counts[section.kind] = counts.get(section.kind, 0) + 1
        numbered = section.kind in ("verse", "chorus", "interlude")
        names.append(f"{section.kind} {counts[section.kind]}" if numbered else section.kind)
    return names
