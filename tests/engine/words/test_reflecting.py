"""What is heard in a text."""

import random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_engine.words.model import words_model
from corvia_engine.words.reflecting import NothingWritten, reflect, reflect_lines
from corvia_local.model.reflection import DISTORTION_TYPES


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("I feel sad and everything is grey.", "What a wonderful, happy day!"),
        ("I hate him, he lied to me.", "I love her, she is so kind."),
    ],
)
def test_valence_orders_unpleasant_below_pleasant(lower: str, higher: str) -> None:
    assert reflect(lower).valence < 0 < reflect(higher).valence


def test_arousal_orders_quiet_below_lively() -> None:
    quiet = reflect("I made tea and watched the rain, it was peaceful and slow.")
    lively = reflect("We won! I screamed and jumped and I can't wait for the party!")
    assert quiet.arousal < lively.arousal


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Thank you so much, I am grateful for your help.", "gratitude"),
        ("I'm so angry, he makes me furious.", "anger"),
        ("I'm scared, I was terrified all night.", "fear"),
        ("I feel so sad and I cried.", "sadness"),
        ("I love you all.", "love"),
    ],
)
def test_a_named_feeling_is_heard_first(text: str, label: str) -> None:
    assert reflect(text).emotions[0].label == label


def test_emotions_come_sorted_and_at_most_five() -> None:
    reflection = reflect("I love it! Thank you! I was so scared and angry, wow, I'm sorry, haha.")
    p = [emotion.p for emotion in reflection.emotions]
    assert 1 <= len(p) <= 5
    assert p == sorted(p, reverse=True)
    assert all(0 <= value <= 1 for value in p)


@pytest.mark.parametrize(
    ("sentence", "trap"),
    [
        ("I should be over this by now.", "should_statements"),
        ("I'm such a loser.", "labeling"),
        ("I'm going to fail this exam, I just know it.", "fortune_telling"),
        ("I feel guilty, so I must have done something wrong.", "emotional_reasoning"),
        ("They all think I'm stupid.", "mind_reading"),
    ],
)
def test_a_trap_is_placed_on_its_sentence(sentence: str, trap: str) -> None:
    text = f"We had soup 🍲 for dinner. {sentence} Then I went for a walk."
    found = reflect(text).distortions
    assert [distortion.type for distortion in found] == [trap]
    start, end = found[0].span
    assert text[start:end] == sentence


@pytest.mark.parametrize(
    "text",
    [
        "I miss my grandmother and I cried on the train.",
        "The bus was late, so I walked home in the rain.",
        "I'm angry that he lied to me about the money.",
        "I have to be at the station by six.",
        "I'm Sara and I live in Leeds.",
    ],
)
def test_plain_sadness_anger_and_facts_are_no_traps(text: str) -> None:
    assert reflect(text).distortions == ()


def test_words_of_harm_are_never_called_a_trap() -> None:
    reflection = reflect("I want to die. I'm such a loser and I'm going to fail, I just know it.")
    assert reflection.crisis.level == "explicit"
    assert reflection.distortions == ()


POST = (
    "I started in a new office in May and the work is fine. My manager is friendly, but she often"
    " closes her door. When I walk past the kitchen it goes quiet. They all think that I'm stupid,"
    " I can see it in their faces. I know that they talk about me behind my back. In the evening I"
    " cook, and I call my sister."
)


def test_a_long_post_shows_its_trap_where_it_stands() -> None:
    found = reflect(POST).distortions
    assert found[0].type == "mind_reading"
    assert "think that I'm stupid" in " ".join(POST[a:b] for a, b in (one.span for one in found))


def test_at_most_two_types_of_trap_are_offered() -> None:
    text = (
        "I'm such a loser. I'm going to fail, I just know it. It's all my fault that they left."
        " They all think I'm stupid. I should be over this by now. Nothing ever goes right for me."
    )
    found = reflect(text).distortions
    assert 1 <= len({distortion.type for distortion in found}) <= 2


def test_loneliness_is_clearly_unpleasant() -> None:
    assert reflect("I'm so lonely").valence < -0.4
    assert reflect("I sat alone at my birthday and nobody rang.").valence < -0.3


FUNERAL = (
    "Mum's funeral was on Thursday. I wore her green scarf, and the priest said her name wrong"
    " twice. I found a shopping list in her coat. In the evening I was sad and I cried. I don't"
    " know what to do with all the quiet."
)


def test_a_feeling_told_in_one_sentence_of_a_quiet_text_is_heard() -> None:
    assert "sadness" in [emotion.label for emotion in reflect(FUNERAL).emotions]


def test_below_a_confidence_it_says_that_it_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "So many people and so little bread."
    model = words_model()
    assert 0 < model.settings.least_confidence < 1
    assert reflect(plain).sure
    stricter = msgspec.structs.replace(model.settings, least_confidence=0.99)
    monkeypatch.setattr(model, "settings", stricter)
    assert not reflect(plain).sure


def test_a_clear_mood_is_sure_though_no_emotion_is() -> None:
    assert reflect("They all think I am useless. I always ruin everything. The rain was soft.").sure


@pytest.mark.parametrize("text", ["", "   ", "\n\t \u2003"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(NothingWritten, match="nothing written"):
        reflect(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "😭😭😭",
        "今日は楽しかった。",
        "Сегодня был хороший день.",
        "\x00",
        "\ud800",
        "asdf qwer zxcv uiop",
    ],
)
def test_too_little_to_go_by_is_said_so(text: str) -> None:
    reflection = reflect(text)
    assert not reflection.sure
    assert reflection.distortions == ()


def test_other_languages_in_latin_letters_are_unsure() -> None:
    assert not reflect("Heute war ein schöner Tag, ich war mit meiner Schwester im Park.").sure
    assert not reflect("Hoy fue un día largo y estoy muy cansada de todo esto.").sure


def test_errors_come_with_every_mood() -> None:
    reflection = reflect("I had a long day and I am glad that it is over.")
    assert 0.1 < reflection.valence_error < 0.6
    assert 0.1 < reflection.arousal_error < 0.6


def test_lines_are_heard_one_by_one_and_an_empty_one_is_unsure() -> None:
    lines = ["I feel so lonely tonight.", "", "   ", "The tests all passed."]
    heard = list(reflect_lines(lines))
    assert [heard[0], heard[3]] == [reflect(lines[0]), reflect(lines[3])]
    assert all(not blank.sure and not blank.emotions for blank in heard[1:3])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_gives_values_in_range_or_a_plain_refusal(text: str) -> None:
    try:
        reflection = reflect(text)
    except NothingWritten:
        assert not text.strip()
        return
    assert -1 <= reflection.valence <= 1
    assert -1 <= reflection.arousal <= 1
    for distortion in reflection.distortions:
        assert distortion.type in DISTORTION_TYPES
        assert 0 <= distortion.span[0] < distortion.span[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "want to " * 25_000, ". " * 100_000, "I never sleep. " * 13_000],
    ids=["one word", "one sentence", "stops", "many sentences"],
)
def test_very_long_texts_are_heard(text: str) -> None:
    assert reflect(text).valence_error > 0


def test_long_random_text_of_every_plane_is_heard() -> None:
    draw = random.Random(5)
    text = "".join(chr(draw.randrange(1, 0x11000)) for _ in range(50_000))
    assert -1 <= reflect(text).valence <= 1


def test_the_model_names_the_traps_that_the_program_knows() -> None:
    assert words_model().settings.traps == DISTORTION_TYPES
