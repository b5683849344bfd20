"""Lines are broken where they rhyme, and never where a singer would stumble."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.night_texts import NIGHT_TEXTS, OTHER_LANGUAGES
from corvia_engine.lyrics.drafting import draft_of
from corvia_engine.lyrics.editing import edited_forms, goes_on
from corvia_engine.lyrics.fitting import togetherness
from corvia_engine.lyrics.joining_words import JOINING_WORDS
from corvia_engine.lyrics.languages import language_of
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.phrasing import cut_into_lines, ways_to_cut, whole_ways
from corvia_engine.lyrics.rhyme import rhyme_of
from corvia_engine.lyrics.syllables import singable
from corvia_engine.lyrics.tracing import WrittenWords
from corvia_engine.lyrics.writing import lyric_from_text
from corvia_engine.words.reflecting import reflect
from corvia_engine.words.word_sets import word_set

ALL_TEXTS = NIGHT_TEXTS | OTHER_LANGUAGES
SENTENCE_WORDS = st.lists(
    st.sampled_from(" ".join(text for text, _ in NIGHT_TEXTS.values()).split()),
    min_size=1, max_size=40,
)  # fmt: skip
HANGING = {
    "en": word_set("a an the of with from my your his its our their and but or i i'm to"),
    "de": word_set("der die das ein eine und dem den mit im ich zu"),
    "fr": word_set("le la les un une des et de je ce cette mon ma que"),
    "es": word_set("el la los un una y de que mi tan no con"),
}


@settings(max_examples=60, deadline=None)
@given(SENTENCE_WORDS)
def test_every_way_to_cut_sings_a_run_of_the_sentence(words: list[str]) -> None:
    sentence = singable(" ".join(words))
    ways = ways_to_cut(sentence)
    assert list(ways[0].lines) == cut_into_lines(sentence)
    assert len({way.lines for way in ways}) == len(ways)
    for way in ways:
        assert " ".join(way.lines) in sentence
    assert all(" ".join(way.lines) == sentence for way in whole_ways(ways))


def test_a_sentence_is_shortened_by_whole_clauses_only() -> None:
    sung = {
        " ".join(way.lines)
        for way in ways_to_cut("I turned the radio on in the hall, and they laughed at the wall.")
    }
    assert "I turned the radio on in the hall," in sung
    assert not any(one.endswith(("the radio", "the", "and", "laughed")) for one in sung)
    bound = ways_to_cut("If he comes back, I will not open the door.")
    assert all("open" in " ".join(way.lines) for way in bound)


def test_lines_are_broken_where_they_rhyme() -> None:
    text = "I parked the car in the evening. He had gone far in the winter. My hands were still."
    usual = [line for part in text.split(". ") for line in cut_into_lines(part)]
    assert not any(rhyme_of(a, b) == "perfect" for a in usual for b in usual)
    lyric = lyric_from_text(text, reflect(text), "It will pass.")
    verse = [line.text for line in lyric.stanzas[0].lines]
    assert any(rhyme_of(a, b) == "perfect" for a in verse for b in verse), verse


def test_an_edit_that_brings_a_rhyme_is_chosen_and_shown() -> None:
    text = "I walked the whole way home alone. I sat and waited by the phone again."
    lyric = lyric_from_text(text, reflect(text), "It will pass.", with_edits=True)
    draft = draft_of(lyric, text, "It will pass.", "en")
    lines = [line.form for line in draft.stanzas[0].lines]
    assert any(rhyme_of(a.text, b.text) == "perfect" for a in lines for b in lines)
    left_out = [edit.before for form in lines for edit in form.edits if edit.kind == "left out"]
    assert left_out == ["again"]


def test_rhyme_and_evenness_are_worth_something_together() -> None:
    rhyming = togetherness(["I lay awake all night", "the street was full of light"])
    assert rhyming > togetherness(["I lay awake all night", "the street was full of rain"])
    uneven = togetherness(["I lay", "the street was full of light and full of people in the night"])
    assert rhyming > uneven


def test_a_line_that_goes_on_keeps_its_end() -> None:
    assert goes_on("Under the table and said nothing")
    assert not goes_on("And nobody said a word")
    assert not goes_on("")
    line = WrittenWords("I sat there with my hands", "text").trace("I sat there with my hands")
    assert "With my hands I sat there" in {form.text for form in edited_forms(line, 20)}
    assert not any(form.text.startswith("With") for form in edited_forms(line, 20, open_end=True))


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("Today was all right", "Was all right today"),
        ("No sleep again", "Again no sleep"),
        ("I read by the window with the cat on my legs", "On my legs I read by the window"),
        ("The shelf looks like a mouth", "Like a mouth the shelf looks"),
        ("I feel like a failure right now", "I feel like a failure right"),
        ("I think of Ana and Im", "I think of Im and Ana"),
        ("I go home", "I go house"),
        ("It was right to end", "It was right to close"),
        ("Why did I go there today?", "Today why did I go there?"),
    ],
)
def test_no_edit_breaks_the_sense(line: str, never: str) -> None:
    made = [form.text.lower() for form in edited_forms(WrittenWords(line, "text").trace(line), 40)]
    assert not any(f"{one} ".startswith(f"{never.lower()} ") for one in made), made


@pytest.mark.parametrize("name", ALL_TEXTS)
def test_no_line_of_a_night_text_ends_in_the_air(name: str) -> None:
    text, reframe = ALL_TEXTS[name]
    language = language_of(text)
    lyric = lyric_from_text(text, reflect(text), reframe, with_edits=True)
    for stanza in lyric.stanzas:
        for line in stanza.lines:
            last = bare(line.text.split()[-1])
            assert last not in HANGING[language], line.text
            assert 3 <= len(line.syllables) <= 14, line.text


def test_every_named_language_has_its_small_words() -> None:
    for code, text in (("de", "german"), ("fr", "french"), ("es", "spanish")):
        assert language_of(OTHER_LANGUAGES[text][0]) == code
    assert set(JOINING_WORDS) >= {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl"}
