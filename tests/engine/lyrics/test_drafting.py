"""Every sung word is the person's own or stands in an edit that is shown; lines fit one another."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_engine.lyrics.drafting import as_lyric, draft_of, untraced
from corvia_engine.lyrics.editing import edited_forms
from corvia_engine.lyrics.languages import language_of
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.metre import alignment, best_metre
from corvia_engine.lyrics.rhyme import Rhyme, rhyme_marks, rhyme_of
from corvia_engine.lyrics.syllables import syllables_of_line
from corvia_engine.lyrics.tracing import WrittenWords
from corvia_engine.lyrics.writing import lyric_from_text
from corvia_engine.words.reflecting import reflect
from corvia_engine.words.word_sets import word_set
from corvia_local.model.lyric_draft import DraftLine, LineForm, LyricDraft

OWN_WORDS = st.sampled_from(
    sorted(
        word_set(
            "I am so very tired today and the rain is on my window . I do not know why he left at"
            " 7 or with 20 boxes , but it is still cold ! She said that I will cry again tonight"
            " because nobody can see it in morning . But maybe have really small hope ; 3 birds"
        )
    )
)
TEXTS = st.lists(OWN_WORDS, min_size=4, max_size=40).map(" ".join)
REFRAMES = st.none() | st.lists(OWN_WORDS, min_size=3, max_size=14).map(" ".join)


def _draft(text: str, reframe: str | None) -> LyricDraft:
    return draft_of(lyric_from_text(text, reflect(text), reframe), text, reframe, "en")


def _forms(draft: LyricDraft) -> list[tuple[DraftLine, LineForm]]:
    return [
        (line, form) for stanza in draft.stanzas for line in stanza.lines for form in line.forms
    ]


@settings(max_examples=25, deadline=None)
@given(TEXTS, REFRAMES)
def test_every_sung_word_is_written_where_it_says_or_stands_in_an_edit(
    text: str, reframe: str | None
) -> None:
    if not re.search(r"\w", reframe if reframe is not None else text):
        return
    if not re.search(r"[^\W\d_]", text):
        return
    draft = _draft(text, reframe)
    assert untraced(draft) == []
    written = {"text": text, "reframe": reframe or ""}
    for _, form in _forms(draft):
        changed = {bare(word) for edit in form.edits for word in edit.after.split()}
        for word in form.words:
            if word.source is None:
                assert bare(word.text) in changed
                continue
            there = written[word.source.written][word.source.start : word.source.end]
            own = bare(word.text) in {bare(one) for one in there.split()}
            assert own or bare(word.text) in changed, (word, there, form.edits)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_the_first_form_is_as_written_and_edits_are_never_hidden(text: str) -> None:
    if not re.search(r"[^\W\d_]", text):
        return
    lyric = lyric_from_text(text, reflect(text))
    draft = draft_of(lyric, text, None, "en")
    as_written = [line.text for stanza in lyric.stanzas for line in stanza.lines]
    lines = [line for stanza in draft.stanzas for line in stanza.lines]
    assert [line.forms[0].text for line in lines] == as_written
    assert {form.edits[: len(line.forms[0].edits)] for line, form in _forms(draft)} == {
        line.forms[0].edits for line in lines
    }
    for line in lines:
        assert all(len(form.edits) > len(line.forms[0].edits) for form in line.forms[1:])
        assert len({form.text for form in line.forms}) == len(line.forms)


def test_the_same_words_give_the_same_draft() -> None:
    text = "I am so tired today. The rain is on the wall. I do not know what I am to say at all."
    assert _draft(text, None) == _draft(text, None)


@pytest.mark.parametrize(
    ("line", "kind", "made"),
    [
        ("I am so very tired", "contracted", "I'm so very tired"),
        ("I do not know why", "contracted", "I don't know why"),
        ("They think I'm odd", "written out", "They think I am odd"),
        ("And then I cried all night", "left out", "Then I cried all night"),
        ("I sat there in the rain tonight", "moved", "Tonight I sat there in the rain"),
        ("Today the house was very still", "moved", "The house was very still today"),
        ("I cried in the kitchen", "moved", "In the kitchen I cried"),
        ("It was quiet and I was scared", "replaced", "It was quiet and I was afraid"),
    ],
)
def test_an_edit_is_small_and_named(line: str, kind: str, made: str) -> None:
    forms = edited_forms(WrittenWords(line, "text").trace(line), 40)
    found = {form.text: form.edits[-1].kind for form in forms}
    assert found.get(made) == kind, found


@pytest.mark.parametrize(
    "line", ["This is who I am", "I know that he is", "Now why did he go?", "We looked at the wall"]
)
def test_no_edit_breaks_a_line(line: str) -> None:
    made = [form.text for form in edited_forms(WrittenWords(line, "text").trace(line), 40)]
    assert "This is who I'm" not in made
    assert "I know that he's" not in made
    assert "At the wall we looked" not in made
    assert not any(one.endswith("? now") or one.endswith("?now") for one in made)


def test_a_tag_is_offered_for_a_rhyme_and_never_chosen_by_itself() -> None:
    draft = _draft("The cup fell on the floor with all its tea. I did not say a single word.", None)
    lines = [line for stanza in draft.stanzas for line in stanza.lines]
    tagged = [f for line in lines for f in line.forms if any(e.kind == "added" for e in f.edits)]
    assert any(form.text.endswith(", you see") for form in tagged)
    assert not any(edit.kind == "added" for line in lines for edit in line.form.edits)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("rain on the wall", "nothing at all", "perfect"),
        ("I could not stay", "at the end of the day", "perfect"),
        ("in the night", "on my mind", "assonance"),
        ("out of time", "on my mind", "near"),
        ("it was late", "in my cage", "assonance"),
        ("on the floors", "at the door", "near"),
        ("I could see", "very slowly", "near"),
        ("in the morning", "every evening", "none"),
        ("in the rain", "on the road", "none"),
        ("on the floor of the hall", "until it got dark", "none"),
        ("I came home", "all alone", "near"),
        ("a kind of hope", "an empty boat", "near"),
        ("go away", "far away", "same word"),
        ("", "anything", "none"),
    ],
)
def test_rhymes_are_heard_not_read(one: str, other: str, kind: Rhyme) -> None:
    assert rhyme_of(one, other) == kind


def test_rhyme_marks_name_the_lines_that_go_together() -> None:
    lines = ["on the wall", "in the rain", "after all", "out of time"]
    assert rhyme_marks(lines) == ("A", "·", "A", "·")
    assert rhyme_marks(["I came home", "it rained", "all alone"]) == ("A", "·", "a")
    assert rhyme_marks(["in the night", "on my mind"]) == ("·", "·"), "assonance has no letter"


def test_a_regular_line_falls_in_with_its_metre_and_a_broken_one_less() -> None:
    regular = syllables_of_line("The rain is on the window now")
    assert alignment(regular, "iambic") == 1.0
    assert best_metre([regular])[0] == "iambic"
    broken = syllables_of_line("Mother, forget water under umbrella")
    assert max(alignment(broken, name) for name in ("iambic", "trochaic")) < 0.9
    assert alignment((), "iambic") == 1.0


def test_another_language_is_told_and_only_cut() -> None:
    text = "Ich bin heute so müde und der Regen fällt auf die Straße. Aber es ist nicht für immer."
    assert language_of(text) == "de"
    assert language_of("I am tired and the rain falls on the street.") == "en"
    assert language_of("die man") == "en"
    lyric = lyric_from_text(text, reflect(text))
    draft = draft_of(lyric, text, None, "de")
    assert all(len(line.forms) == 1 for stanza in draft.stanzas for line in stanza.lines)
    sung = as_lyric(draft)
    pieces = [
        one.text for stanza in sung.stanzas for line in stanza.lines for one in line.syllables
    ]
    assert "Stra" in pieces
    assert sung == lyric
