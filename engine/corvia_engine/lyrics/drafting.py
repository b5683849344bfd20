"""Lay a lyric on the workbench: lines as written, their alternatives, and a fitting choice."""

import itertools
from collections.abc import Sequence

from corvia_engine.lyrics.editing import edit_cost, edited_forms, goes_on, tagged_forms
from corvia_engine.lyrics.fitting import togetherness
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.syllables import syllables_of_line
from corvia_engine.lyrics.tracing import WrittenWords
from corvia_local.model.lyric import Lyric, LyricLine, Origin, Stanza
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
            DraftLine((form, *(_other_forms(place, forms) if language == ENGLISH else ())), 0)
            for place, form in enumerate(forms)
        ]
        stanzas.append(DraftStanza(stanza.kind, tuple(lines)))
    return LyricDraft(lyric.title, language, tuple(_fitted(stanza, language) for stanza in stanzas))


def _other_forms(place: int, stanza: Sequence[LineForm]) -> tuple[LineForm, ...]:
    form = stanza[place]
    open_end = place + 1 < len(stanza) and goes_on(stanza[place + 1].text)
    edited = edited_forms(form, MOST_FORMS - 1 - MOST_TAGGED, open_end=open_end)
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
    texts = [[form.text for form in line.forms[:FORMS_TRIED]] for line in lines]
    costs = [[edit_cost(form) for form in line.forms[:FORMS_TRIED]] for line in lines]

    def worth(choice: Sequence[int]) -> float:
        sung = [texts[at][k] for at, k in enumerate(choice)]
        return togetherness(sung, language) - sum(costs[at][k] for at, k in enumerate(choice))

    every = itertools.product(*(range(len(forms)) for forms in texts))
    best = min(every, key=lambda choice: (-round(worth(choice), 6), choice))
    return [DraftLine(line.forms, k) for line, k in zip(lines, best, strict=True)]
