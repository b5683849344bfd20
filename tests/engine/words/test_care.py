"""Words of harm are read first; what only sounds like harm is left alone."""

import pytest

from benchmarks.care import read_list
from corvia_engine.words.care import crisis, is_explicit
from corvia_engine.words.care_spelling import in_plain_spelling

FRESH_RECALL, FRESH_ALARMS = 0.8, 0.03


def _rate(name: str, level: str, *read_as: str) -> float:
    cases = [one.text for one in read_list(name) if one.level == level]
    return sum(crisis(text).level in read_as for text in cases) / len(cases)


def test_at_least_three_hundred_own_sentences_stand_in_two_halves() -> None:
    development, held_back = read_list("care_development.txt"), read_list("care_test.txt")
    assert min(len(development), len(held_back)) >= 150
    unseen = [one.text for one in (*held_back, *read_list("care_fresh.txt"))]
    assert not {one.text for one in development} & set(unseen)


def test_known_sentences_of_harm_are_read() -> None:
    assert _rate("care_development.txt", "explicit", "explicit") >= 0.78
    assert _rate("care_development.txt", "explicit", "explicit", "soft") >= 0.84
    assert _rate("care_development.txt", "soft", "soft", "explicit") >= 0.94
    assert _rate("care_development.txt", "none", "explicit", "soft") <= 0.03


@pytest.mark.parametrize(
    "text",
    [
        "this traffic kills me",
        "I was dying of laughter",
        "I could kill for a coffee",
        "He beat me at chess",
    ],
)
def test_idioms_are_not_harm(text: str) -> None:
    assert crisis(text).level == "none"


@pytest.mark.parametrize(
    "text", ["I want to die", "i wanna die", "I WANT TO DIE!!!", "I don’t want to live anymore"]
)
def test_spelling_and_apostrophes_do_not_hide_it(text: str) -> None:
    assert crisis(text).level == "explicit"


def test_what_is_denied_or_past_is_soft() -> None:
    assert crisis("I don't want to die, I want to rest.").level == "soft"
    assert crisis("I used to think about killing myself.").level == "soft"


def test_one_sentence_in_a_long_entry_is_found_where_it_stands() -> None:
    text = "We had soup. 🍲\n\nI want to kill myself. The cat is warm. " + "I read a book. " * 500
    read = crisis(text)
    assert read.level == "explicit"
    assert [text[start:end] for start, end in read.spans] == ["I want to kill myself."]


def test_explicit_spans_come_before_soft_ones_and_are_bounded() -> None:
    text = "I feel hopeless. " * 80 + "I want to die."
    read = crisis(text)
    assert read.level == "explicit"
    assert text[read.spans[0][0] :] == "I want to die."
    assert len(read.spans) == 50


@pytest.mark.parametrize("text", ["", " ", "😶", "\x00", "\ud800 I"])
def test_any_text_is_taken(text: str) -> None:
    assert crisis(text).level == "none"


def test_a_sentence_alone_can_be_asked() -> None:
    assert is_explicit("I want to end my life.")
    assert not is_explicit("I want to end my lease.")


@pytest.mark.parametrize(
    "text",
    [
        "kms",
        "i wanna unalive myself",
        "gonna end it all tonight",
        "i just dont wanna be here any more",
        "thinkin about k*lling my self again, i want to kil myself",
        "i took all my pills at once",
        "i cant stop thinking about su1cide",
        "Honestly? I just really want to fucking die.",
    ],
)
def test_slang_misspelling_and_cloaked_words_are_read(text: str) -> None:
    assert crisis(text).level == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "He punched me in the face again.",
        "my dad beats me when he drinks",
        "She held a knife to my throat.",
        "i was raped and nobody believes me",
        "I'm scared my husband will kill me.",
    ],
)
def test_being_harmed_counts_too(text: str) -> None:
    assert crisis(text).level == "explicit"


def test_several_kinds_of_soft_signs_in_one_text_weigh_as_much_as_an_explicit_one() -> None:
    burden = "I am such a burden to my family."
    hopeless = "There is no hope for me."
    vanish = "I wish I could vanish."
    assert {crisis(one).level for one in (burden, hopeless, vanish)} == {"soft"}
    assert crisis(f"{burden} Work was fine. {hopeless} {vanish}").level == "explicit"


def test_many_faint_signs_make_a_text_soft_and_each_alone_makes_nothing() -> None:
    faint = [
        "I feel so alone.",
        "I cried all day.",
        "I am exhausted.",
        "My therapist is ill.",
        "I do not know what to do.",
    ]
    assert {crisis(one).level for one in faint} == {"none"}
    read = crisis(" ".join(faint))
    assert read.level == "soft"
    assert read.spans


def test_a_grave_sign_beside_another_is_explicit_and_alone_soft() -> None:
    leaving = "The passwords are in the blue notebook."
    near = "I looked up how high the parking structure is."
    assert {crisis(one).level for one in (leaving, near)} == {"soft"}
    assert crisis(f"{leaving} {near}").level == "explicit"


def test_two_ways_of_taking_leave_are_explicit() -> None:
    assert crisis("Mom please take care of my dog.").level == "soft"
    leave = "I am so sorry to everyone who ever loved me. Tell my sister I tried."
    assert crisis(leave).level == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "he got the belt again because i left the light on",
        "I was told that if I ever leave they'd bury me where nobody finds me.",
        "when i was little my cousin used to come in at night and make me do things",
        "i'm not allowed to leave the house and he has my bank card and checks the mileage",
        "I was beaten with a cable every night when I was six.",
    ],
)
def test_harm_is_read_as_it_is_told(text: str) -> None:
    assert crisis(text).level == "explicit"


def test_a_sentence_that_runs_on_is_read_as_several() -> None:
    assert crisis("cant stop crying cant stop thinking abt ending it cant stop").level == "explicit"
    plain = in_plain_spelling("i hate it here i just wanna sleep please")
    assert plain == "i hate it here; i want to sleep; please"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("want to sleep for a year", "i want to sleep for a year"),
        ("feeling numb today", "i am feeling numb today"),
        ("But tired of it all", "but i am tired of it all"),
        ("wait for the bus", "wait for the bus"),
    ],
)
def test_a_left_out_i_is_put_in(text: str, plain: str) -> None:
    assert in_plain_spelling(text) == plain


def test_what_is_asked_with_why_is_no_denial() -> None:
    assert crisis("Why won't he let me die?").level == "explicit"
    assert crisis("He wouldn't let me die.").level == "soft"


def test_what_is_past_weighs_beside_what_is_grave_now() -> None:
    past = "I used to think about killing myself."
    assert crisis(f"{past} The sun is out.").level == "soft"
    assert crisis(f"{past} The passwords are in the blue notebook.").level == "explicit"


def test_a_plain_spelling_writes_contractions_out_and_leaves_fillers_out() -> None:
    plain = in_plain_spelling("I just DON’T wanna  be here any longer…")
    assert plain == "i do not want to be here anymore…"
    assert in_plain_spelling("It is 20 kms to town") == "it is 20 kilometres to town"


@pytest.mark.parametrize("when", ["tonight", "tomorrow", "today", "in my room", "because I can't"])
def test_what_follows_a_plain_phrase_does_not_hide_it(when: str) -> None:
    assert crisis(f"I want to end my life {when}.").level == "explicit"
    assert crisis(f"I'm going to kill myself {when}.").level == "explicit"


def test_the_held_back_half_is_read_as_often_as_the_spec_says() -> None:
    harmful = [one.text for one in read_list("care_test.txt") if one.level != "none"]
    assert sum(crisis(text).level != "none" for text in harmful) / len(harmful) >= 0.95
    assert _rate("care_test.txt", "none", "explicit", "soft") <= 0.03


def test_the_fresh_list_is_read_as_often_as_the_spec_says() -> None:
    harmful = [one.text for one in read_list("care_fresh.txt") if one.level != "none"]
    assert sum(crisis(text).level != "none" for text in harmful) / len(harmful) >= FRESH_RECALL
    assert _rate("care_fresh.txt", "none", "explicit", "soft") <= FRESH_ALARMS
