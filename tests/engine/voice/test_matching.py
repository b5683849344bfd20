import itertools

from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.voice.matching import Matched, match, match_counts
from corvia_engine.voice.phonemes import Phoneme
from corvia_engine.voice.syllabifying import syllabify


def word(names: str, position: int = 1) -> list[Phoneme]:
    return [Phoneme(name, 0.1 * n, 0.1 * (n + 1), position) for n, name in enumerate(names.split())]


def names(matched: list[Matched]) -> list[str]:
    return [
        " ".join(p.name for p in (*m.spoken.onset, *m.spoken.nucleus, *m.spoken.coda))
        for m in matched
    ]


def test_consonants_open_a_syllable_as_english_words_begin() -> None:
    assert names(match_counts(syllabify(word("E k s t r @")), 2)) == ["E k", "s t r @"]
    assert names(match_counts(syllabify(word("w I n d oU")), 2)) == ["w I n", "d oU"]
    assert names(match_counts(syllabify(word("a n s 3")), 2)) == ["a n", "s 3"]


def test_quiet_spoken_with_one_vowel_is_sung_on_two_notes() -> None:
    assert names(match_counts(syllabify(word("k w aI@ t")), 2)) == ["k w aI", "@ t"]
    assert names(match_counts(syllabify(word("k w aI@ t")), 1)) == ["k w aI@ t"]


def test_too_few_vowels_are_held_over_several_notes() -> None:
    assert [m.held_on for m in match_counts(syllabify(word("f eI s")), 3)] == [3]


def test_words_spoken_as_one_share_their_notes() -> None:
    phonemes = word("I n D @2", 1) + word("l aI t", 8)
    assert names(match(phonemes, [1, 4, 8], [1, 1, 1])) == ["I n", "D @2", "l aI t"] or names(
        match(phonemes, [1, 4, 8], [1, 1, 1])
    ) == ["I", "n D @2", "l aI t"]


def test_a_silent_first_word_goes_with_the_next() -> None:
    assert [m.held_on for m in match(word("l aI t", 3), [1, 3], [1, 1])] == [2]


SOUNDS = st.lists(
    st.sampled_from(("a", "aI", "aI@", "k", "n", "s", "t", "r", "@")), max_size=6
).map(" ".join)


@given(st.lists(st.tuples(SOUNDS, st.integers(1, 5)), min_size=1, max_size=5))
def test_every_sung_syllable_is_held_by_one_spoken(words: list[tuple[str, int]]) -> None:
    positions = [10 * n + 1 for n in range(len(words))]
    phonemes = list(
        itertools.chain.from_iterable(
            word(sounds, at) for (sounds, _), at in zip(words, positions, strict=True)
        )
    )
    matched = match(phonemes, positions, [count for _, count in words])
    assert sum(m.held_on for m in matched) == (sum(c for _, c in words) if phonemes else 0)
    sung = " ".join(names(matched)).replace("aI @", "aI@").split()
    assert sorted("".join(sung)) == sorted("".join(p.name for p in phonemes))
