"""Proposals are questions with a first draft; the person decides."""

# ruff: noqa: E501 (a case reads better on one line)

import re

import pytest

from corvia_engine.words.drafts import rewordings_for
from corvia_engine.words.reflecting import reflect
from corvia_engine.words.reframe_wordings import WORDINGS
from corvia_engine.words.reframing import propose_reframes
from corvia_engine.words.socratic import question_for, questions_about
from corvia_local.model.reflection import (
    DISTORTION_TYPES,
    Crisis,
    Distortion,
    DistortionType,
    Reflection,
)


def _reflection(
    *traps: Distortion, crisis: Crisis | None = None, valence: float = 0.0
) -> Reflection:
    return Reflection(valence, 0.0, 0.3, 0.3, (), traps, crisis or Crisis("none"), True)


def _trap(kind: DistortionType, text: str, p: float = 0.8) -> Distortion:
    return Distortion(kind, p, (0, len(text)))


def test_at_most_two_proposals_the_likeliest_first_and_of_different_kinds() -> None:
    text = "I'm a loser. I should be over this. They think I'm odd. I'm a fool."
    traps = (
        Distortion("labeling", 0.7, (0, 12)),
        Distortion("should_statements", 0.9, (13, 35)),
        Distortion("mind_reading", 0.5, (36, 55)),
        Distortion("labeling", 0.8, (56, 67)),
    )
    proposals = propose_reframes(text, _reflection(*traps))
    assert [proposal.trap for proposal in proposals] == ["should_statements", "labeling"]
    assert proposals[1].thought == "I'm a fool."


@pytest.mark.parametrize("kind", DISTORTION_TYPES)
def test_every_kind_has_several_questions_and_a_reason(kind: DistortionType) -> None:
    wordings = WORDINGS[kind]
    assert len(wordings.questions) >= 3
    assert all(question.endswith("?") for question in wordings.questions)
    text = "Everything I do is always wrong."
    (proposal,) = propose_reframes(text, _reflection(_trap(kind, text)))
    assert proposal.question.endswith("?")
    assert proposal.because == wordings.because
    assert 1 <= len(proposal.rewordings) <= 3


@pytest.mark.parametrize(
    ("kind", "thought", "first"),
    [
        ("should_statements", "I should be over this by now.", "I would like to be over this by now. It is all right if it takes time."),
        ("should_statements", "I should have called her.", "I wish I had called her. I see it now, and then I did not yet."),
        ("should_statements", "He should listen to me.", "I wish he would listen to me. It is a wish, and it is not in my hands alone."),
        ("mind_reading", "They probably think I'm odd.", "My guess is that they think I'm odd. I do not know what they think."),
        ("mind_reading", "She hates me now", "My guess is that she hates me now. I do not know what she thinks."),
        ("fortune_telling", "I'm going to fail this exam, I just know it.", "I might fail this exam. It is one way it could go, and there are others."),
        ("fortune_telling", "My boss will never forgive this", "My boss might not forgive this. It is one way it could go, and there are others."),
        ("fortune_telling", "It won't work out", "It might not work out. It is one way it could go, and there are others."),
        ("labeling", "I'm such a coward.", "I am calling myself a coward. It is about a hard moment, and not all of me."),
        ("labeling", "I am an idiot for forgetting it", "I am calling myself an idiot for forgetting it. It is about a hard moment, and not all of me."),
        ("labeling", "im so stupid", "I feel stupid right now. It is about a hard moment, and not all of me."),
        ("emotional_reasoning", "I feel guilty, so I must have done something wrong.", "I feel guilty. That does not yet show that I must have done something wrong."),
        ("overgeneralization", "I always end up alone.", "I often end up alone. It is not the whole story."),
        ("all_or_nothing", "Everything I do goes wrong!", "Some of what I do goes wrong. It is not the whole story."),
        ("personalization", "It's all my fault that they split up", "It may be partly my fault that they split up. Other people and things may have had a part in it too."),
        ("magnification", "This is the worst day of my life", "This is a very hard day. I do not know yet how big it will look later."),
        ("disqualifying_positive", "I passed, but it doesn't count", "I passed. It may count a little."),
        ("all_or_nothing", "Nobody ever helps.", "Right now it feels as if nobody ever helps. There may be something in between."),
    ],
)  # fmt: skip
def test_the_first_rewording_says_the_persons_own_sentence_anew(
    kind: DistortionType, thought: str, first: str
) -> None:
    assert rewordings_for(kind, thought)[0] == first


def test_no_wish_about_the_body_is_put_in_anyones_mouth() -> None:
    assert not any(
        "like to" in one for one in rewordings_for("should_statements", "I should be thinner.")
    )


def test_what_only_tells_what_happened_is_not_put_in_doubt() -> None:
    for one in rewordings_for("overgeneralization", "My check for work bounced on Monday."):
        assert one.startswith("My check for work bounced on Monday. ")


@pytest.mark.parametrize(
    "thought", ["Why does everyone hate me?", "Tired of being behind", "All this work due tomorrow, and I haven't begun"]
)  # fmt: skip
def test_what_cannot_be_rebuilt_is_quoted_as_it_stands(thought: str) -> None:
    assert all(f"“{thought.rstrip('.')}”" in one for one in rewordings_for("mind_reading", thought))


@pytest.mark.parametrize("kind", DISTORTION_TYPES)
@pytest.mark.parametrize(
    "thought",
    [
        "I always ruin it and Anna knows it.",
        "I'm a loser and it will cost me 300 euros",
        "She thinks I'm weak, so I must be",
        "If I fail on Monday, everything is over",
        "WHY DO I EVEN TRY",
        "Nobody at St. Mary's likes me :(",
    ],
)
def test_no_name_and_no_number_is_ever_new(kind: DistortionType, thought: str) -> None:
    own = set(re.findall(r"[\w']+", thought.lower()))
    for one in rewordings_for(kind, thought):
        inside = re.findall(r"(?<![.?!] )(?<!“)(?<!^)\b(?:[A-Z][\w']*|\d+)", one)
        assert {word.lower() for word in inside if not word.startswith("I")} <= own, one
        assert 1 <= len(rewordings_for(kind, thought)) <= 3


def test_questions_take_up_the_persons_own_words() -> None:
    assert (
        question_for("labeling", "I'm such a failure.")
        == "What happened, if you tell it without the word “failure”?"
    )
    assert "“always”" in question_for("overgeneralization", "It always rains on me.")
    assert (
        question_for("mind_reading", "She thinks I'm odd.") == "Did she say so, or is it a guess?"
    )
    assert question_for("mental_filter", "The one mistake.") in WORDINGS["mental_filter"].questions
    against = questions_about("I'm such a failure.", "labeling", "evidence_against")
    assert any("“I'm such a failure”" in one for one in against)


def test_explicit_harm_gets_no_reframe() -> None:
    text = "I want to die, I'm such a loser."
    assert propose_reframes(text, reflect(text)) == ()
    forced = _reflection(_trap("labeling", text), crisis=Crisis("explicit", ((0, len(text)),)))
    assert propose_reframes(text, forced) == ()


def test_hopelessness_is_not_argued_with() -> None:
    text = "It will never get better."
    soft = _reflection(
        _trap("fortune_telling", text), crisis=Crisis("soft", ((0, len(text)),)), valence=-0.9
    )
    assert propose_reframes(text, soft) == ()


def test_a_heavy_text_without_a_trap_gets_one_open_question() -> None:
    text = "I miss him so much and the evenings are long."
    (proposal,) = propose_reframes(text, _reflection(valence=-0.6))
    assert proposal.trap is None
    assert all(text.rstrip(".") in one for one in proposal.rewordings), "nothing is put in doubt"
    assert proposal.question.endswith("?")
    assert propose_reframes(text, _reflection(valence=0.4)) == ()


def test_the_same_text_gives_the_same_wording() -> None:
    text = "I'm such a failure."
    assert propose_reframes(text, reflect(text)) == propose_reframes(text, reflect(text))
