"""Sentences keep their places in the text, whatever the text is."""

from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.words.sentences import split_clauses, split_sentences


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_a_sentence_ends_at_its_stop_and_keeps_its_quotation_mark() -> None:
    assert _cut("I left. “He stayed.” Why?! No idea…") == [
        "I left.",
        "“He stayed.”",
        "Why?!",
        "No idea…",
    ]


def test_abbreviations_initials_and_numbers_do_not_end_a_sentence() -> None:
    text = (
        "Dr. Lee and Mrs. K. Brown came at 3.30 p.m. and paid 4.50, i.e. too much. Then they left."
    )
    assert _cut(text) == [text[: text.index(" Then")], "Then they left."]


def test_lines_are_sentences_of_their_own() -> None:
    assert _cut("no stop here\nnew line\r\n\r\nnew part") == [
        "no stop here",
        "new line",
        "new part",
    ]


def test_other_scripts_have_their_own_stops() -> None:
    assert _cut("今日は疲れた。でも空がきれい。") == ["今日は疲れた。", "でも空がきれい。"]
    assert _cut("मैं थक गया। कल फिर।") == ["मैं थक गया।", "कल फिर।"]


def test_a_text_without_stops_is_cut_between_words() -> None:
    spans = split_sentences("word " * 1000)
    assert len(spans) > 5
    assert all(end - start <= 1200 for start, end in spans)


def test_clauses_lie_inside_their_sentence() -> None:
    text = "Hm. I stayed, because it rained; he left, but nobody spoke."
    span = split_sentences(text)[1]
    clauses = [text[a:b] for a, b in split_clauses(text, span)]
    assert clauses == ["I stayed,", "because it rained;", "he left,", "but nobody spoke."]


@given(st.text(max_size=400))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    for start, end in split_sentences(text):
        assert start < end
        for place in range(start, end):
            covered[place] += 1
    assert all(times == 1 for times, char in zip(covered, text, strict=True) if not char.isspace())
    assert max(covered, default=0) <= 1


def test_signs_without_a_word_join_the_sentence_before() -> None:
    assert _cut("I passed.\n🎉🎉\nMum cried.") == ["I passed.\n🎉🎉", "Mum cried."]
