"""Lay a lyric on the workbench: lines as written, their alternatives, and a fitting choice."""

import itertools
from collections.abc import Sequence

from corvia_engine.lyrics.editing import edited_forms, tagged_forms
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.metre import alignment, best_metre
from corvia_engine.lyrics.phrasing import bare
from corvia_engine.lyrics.rhyme import rhyme_of
from corvia_engine.lyrics.syllables import syllables_of_line
from corvia_engine.lyrics.tracing import WrittenWords
from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable, Origin, Stanza
from corvia_local.model.lyric_draft import (
    MOST_FORMS,
    DraftLine,
    DraftStanza,
    LineForm,
    LyricDraft,
)

MOST_TOGETHER = 4
"""Lines of a stanza that are fitted to one another at once."""

FORMS_TRIED = 7
MOST_TAGGED = 2
"""Forms of a line that only add a tag for a rhyme."""

EDIT_COST = {"spelt": 0.0, "left out": 0.5, "contracted": 0.25, "written out": 0.35, "moved": 0.6,
             "replaced": 1.1, "added": 100.0, "own": 0.0}  # fmt: skip
"""What an edit costs against what it wins; a tag of ours is never chosen."""

OFF_LENGTH = 0.3
"""Cost of each syllable by which a line differs from its stanza's usual length."""

OFF_BEAT = 3.0
"""Cost of a line whose stresses all clash with the metre."""

RHYME_WORTH = {"perfect": 1.4, "near": 0.8, "same word": 0.2, "none": 0.0}
_PAIRS = ((0, 1), (1, 3), (2, 3), (0, 2))


def draft_of(lyric: Lyric, text: str, reframe: str | None, language: str) -> LyricDraft:
    """Trace every word of a lyric, offer alternatives, and choose those that fit best together.

    In another language than English no edit is proposed: the lines stay as written.
    """
    own, accepted = WrittenWords(text, "text"), WrittenWords(reframe or "", "reframe")
    stanzas = []
    for stanza in lyric.stanzas:
        forms = [
            (accepted if line.origin == "reframe" else own).trace(line.text)
            for line in stanza.lines
        ]
        lines = [
            DraftLine((form, *_other_forms(form, forms)), 0)
            if language == ENGLISH
            else DraftLine((form,), 0)
            for form in forms
        ]
        stanzas.append(DraftStanza(stanza.kind, tuple(lines)))
    return LyricDraft(lyric.title, language, tuple(_fitted(stanza, language) for stanza in stanzas))


def _other_forms(form: LineForm, stanza: Sequence[LineForm]) -> tuple[LineForm, ...]:
    edited = edited_forms(form, MOST_FORMS - 1 - MOST_TAGGED)
    partners = [other.text for other in stanza if other is not form]
    return (*edited, *tagged_forms(form, partners, MOST_TAGGED))


def as_lyric(draft: LyricDraft) -> Lyric:
    """Give the lyric as it is sung with what is chosen."""
    stanzas = [
        Stanza(
            stanza.kind,
            tuple(_sung(line.form, draft.language) for line in stanza.lines),
        )
        for stanza in draft.stanzas
        if stanza.lines
    ]
    return Lyric(draft.title, tuple(stanzas))


def untraced(draft: LyricDraft) -> list[str]:
    """List the sung words that stand neither in what was written nor in an edit: there are none."""
    return [
        word.text
        for stanza in draft.stanzas
        for line in stanza.lines
        for word in line.form.words
        if word.source is None and bare(word.text) not in _changed(line.form)
    ]


def _changed(form: LineForm) -> set[str]:
    return {bare(word) for edit in form.edits for word in edit.after.split()}


def _sung(form: LineForm, language: str) -> LyricLine:
    written = {word.source.written for word in form.words if word.source is not None}
    origin: Origin = "given"
    if written:
        origin = "reframe" if written == {"reframe"} else "own words"
    return LyricLine(form.text, syllables_of_line(form.text, language), origin)


def _fitted(stanza: DraftStanza, language: str) -> DraftStanza:
    """Choose the forms of a stanza's lines that are together the best to sing."""
    lines: list[DraftLine] = []
    for start in range(0, len(stanza.lines), MOST_TOGETHER):
        lines += _chosen(stanza.lines[start : start + MOST_TOGETHER], language)
    return DraftStanza(stanza.kind, tuple(lines))


def _chosen(lines: Sequence[DraftLine], language: str) -> list[DraftLine]:
    sung = [
        [syllables_of_line(form.text, language) for form in line.forms[:FORMS_TRIED]]
        for line in lines
    ]
    metre, _ = best_metre([forms[0] for forms in sung])
    counts = sorted(len(forms[0]) for forms in sung)
    usual = counts[len(counts) // 2]
    alone = [
        [_cost(form, sung[at][k], metre, usual) for k, form in enumerate(line.forms[:FORMS_TRIED])]
        for at, line in enumerate(lines)
    ]
    ends = [[form.text for form in line.forms[:FORMS_TRIED]] for line in lines]
    best = min(
        itertools.product(*(range(len(forms)) for forms in sung)),
        key=lambda choice: (
            round(sum(alone[at][k] for at, k in enumerate(choice)) - _rhymes(ends, choice), 6),
            choice,
        ),
    )
    return [DraftLine(line.forms, k) for line, k in zip(lines, best, strict=True)]


def _cost(form: LineForm, syllables: Sequence[LyricSyllable], metre: str, usual: int) -> float:
    edits = sum(EDIT_COST[edit.kind] for edit in form.edits)
    length = OFF_LENGTH * abs(len(syllables) - usual)
    return edits + length + OFF_BEAT * (1 - alignment(syllables, metre))


def _rhymes(ends: Sequence[Sequence[str]], choice: Sequence[int]) -> float:
    found = [
        RHYME_WORTH[rhyme_of(ends[a][choice[a]], ends[b][choice[b]])]
        for a, b in _PAIRS
        if b < len(choice)
    ]
    return sum(sorted(found, reverse=True)[:2])
