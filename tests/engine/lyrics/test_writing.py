"""A text becomes lines that a person can sing, in their own words."""

# ruff: noqa: E501 (a case reads better on one line)

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corvia_local.studio
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.phrasing import cut_into_lines
from corvia_engine.lyrics.syllables import singable, syllable_count
from corvia_engine.lyrics.writing import NothingToSing, lyric_from_text
from corvia_engine.words.reflecting import NothingWritten, reflect
from corvia_engine.words.word_sets import word_set
from corvia_local.model.lyric import Lyric

DEMO = Path(corvia_local.studio.__file__).parent / "demo_texts"
NAMES = ("ana", "ben", "chiara")
HANGING = word_set("a an the of with from my your his her its their and but or so because i i'm to")

TEXT = (
    "I moved here in May and the flat is quiet. Every evening I hear the neighbours laugh. I know"
    " nobody. Tonight I made soup in my grandmother's pot, and the kitchen smelled of home."
    " But the woman at the bakery knew my name today, and I smiled all the way back."
)


def _lyric(text: str, reframe: str | None = None, **choices: bool) -> Lyric:
    return lyric_from_text(text, reflect(text), reframe, **choices)


def _lines(lyric: Lyric, kind: str | None = None) -> list[str]:
    return [line.text for s in lyric.stanzas if kind in (None, s.kind) for line in s.lines]


def _demo(name: str) -> tuple[str, str]:
    return (
        (DEMO / f"{name}.txt").read_text(encoding="utf-8"),
        (DEMO / f"{name}.reframe").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize("name", NAMES)
def test_demo_lyrics_are_singable(name: str) -> None:
    lyric = _lyric(*_demo(name))
    verses = [stanza for stanza in lyric.stanzas if stanza.kind == "verse"]
    assert 2 <= len(verses) <= 3
    assert all(2 <= len(stanza.lines) <= 4 for stanza in lyric.stanzas)
    counts = [len(line.syllables) for stanza in lyric.stanzas for line in stanza.lines]
    assert all(3 <= count <= 11 for count in counts)
    assert sum(count >= 4 for count in counts) >= 0.9 * len(counts)


@pytest.mark.parametrize("name", NAMES)
def test_no_demo_line_ends_on_a_hanging_word(name: str) -> None:
    for line in _lines(_lyric(*_demo(name))):
        assert bare(line.split()[-1]) not in HANGING, line


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_the_persons_words_in_their_order(name: str) -> None:
    text, reframe = _demo(name)
    said = [bare(word) for word in singable(text).split()]
    lyric = _lyric(text, reframe)
    place = 0
    for line in _lines(lyric, "verse"):
        words = [bare(word) for word in line.split()]
        place = next(k for k in range(place, len(said)) if said[k : k + len(words)] == words)
    reframed = [bare(word) for word in singable(reframe).split()]
    for line in _lines(lyric, "chorus"):
        assert all(bare(word) in reframed for word in line.split())


def test_the_reframe_is_the_chorus() -> None:
    lyric = _lyric(TEXT, "I am new here. I can find my people slowly.")
    chorus = next(stanza for stanza in lyric.stanzas if stanza.kind == "chorus")
    assert {line.origin for line in chorus.lines} == {"reframe"}
    assert [line.text for line in chorus.lines] == ["I am new here", "I can find my people slowly"]


def test_a_short_reframe_is_sung_twice() -> None:
    chorus = _lines(_lyric(TEXT, "I can begin again."), "chorus")
    assert chorus == ["I can begin again", "I can begin again"]


def test_without_a_reframe_the_chorus_is_a_hopeful_line_of_ones_own() -> None:
    text = "The bus was late and it rained. I lost my key. I love how my sister laughed with me tonight."
    lyric = _lyric(text)
    assert "laughed" in " ".join(_lines(lyric, "chorus"))
    assert {line.origin for stanza in lyric.stanzas for line in stanza.lines} == {"own words"}


def test_verse_and_chorus_come_in_the_order_of_a_song() -> None:
    kinds = [stanza.kind for stanza in _lyric(TEXT, "I can begin again.").stanzas]
    assert kinds[:2] == ["verse", "chorus"]
    assert kinds.count("chorus") == 1


def test_numbers_are_sung_as_words_and_fillers_left_out() -> None:
    lines = " ".join(_lines(_lyric("Basically I waited 3 hours. I mean, nobody came to the door.")))
    assert "three hours" in lines
    assert "asically" not in lines
    assert "mean" not in lines


def test_sentences_of_harm_are_not_sung_unless_asked() -> None:
    text = "I want to die. The dog lies on my feet and he is warm. My sister is awake tonight."
    sung = " ".join(_lines(_lyric(text))).lower()
    assert "die" not in sung
    assert "dog" in sung
    assert "die" not in _lyric(text).title.lower()
    asked = _lyric(text, with_all_sentences=True)
    assert "die" in " ".join(_lines(asked)).lower()
    assert "die" not in asked.title.lower()


def test_a_text_of_nothing_but_harm_is_not_sung_and_a_reframe_still_is() -> None:
    text = "I want to kill myself."
    with pytest.raises(NothingToSing):
        _lyric(text)
    lyric = _lyric(text, "Tonight I call my sister.")
    assert [stanza.kind for stanza in lyric.stanzas] == ["chorus"]


def test_one_word_is_enough() -> None:
    lyric = _lyric("Tired.")
    assert _lines(lyric, "verse") == ["Tired"]
    assert lyric.title == "Tired"


def test_only_emoji_cannot_be_sung() -> None:
    with pytest.raises(NothingToSing, match="no words"):
        _lyric("😭😭")


def test_a_very_long_text_stays_a_song() -> None:
    lyric = _lyric("I walked to the shop and it rained on my new shoes. " * 4000)
    assert sum(len(stanza.lines) for stanza in lyric.stanzas) <= 20


def test_a_given_title_is_kept_and_a_found_one_is_short() -> None:
    assert lyric_from_text(TEXT, reflect(TEXT), None, "Blue Pot").title == "Blue Pot"
    title = _lyric(TEXT, "I can begin again, even here, even now, even in this quiet flat.").title
    assert title == "I Can Begin Again"
    assert len(title) <= 60


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (
            "In the evening I hear the neighbours laugh, and I turn the radio on so that I don't listen.",
            ["In the evening I hear the neighbours laugh,", "and I turn the radio on", "so that I don't listen."],
        ),
        ("My work is mine, and I can say so with a shaking voice.", ["My work is mine,", "and I can say so with a shaking voice."]),
    ],
)  # fmt: skip
def test_lines_break_where_one_would_breathe(sentence: str, lines: list[str]) -> None:
    assert cut_into_lines(sentence) == lines


def test_writing_without_spaces_is_cut_at_its_stops() -> None:
    lines = cut_into_lines("私は今日とても疲れましたが、空がきれいでした。")
    assert len(lines) > 1
    assert "".join(lines) == "私は今日とても疲れましたが、空がきれいでした。"
    assert all(syllable_count(line) <= 12 for line in lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_becomes_a_lyric_or_a_plain_refusal(text: str) -> None:
    try:
        lyric = _lyric(text)
    except (NothingToSing, NothingWritten):
        return
    assert lyric.title
    assert all(line.syllables for stanza in lyric.stanzas for line in stanza.lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(re.split(r"\s", TEXT)), min_size=1, max_size=60))
def test_cutting_keeps_every_word_in_its_place(words: list[str]) -> None:
    sentence = " ".join(words)
    assert " ".join(cut_into_lines(sentence)) == singable(sentence)
