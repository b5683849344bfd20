"""Proposals are questions with a first draft; the person decides."""

# ruff: noqa: E501 (a case reads better on one line)

import pytest

from corvia_engine.words.drafts import draft_for
from corvia_engine.words.reflecting import reflect
from corvia_engine.words.reframe_wordings import WORDINGS
from corvia_engine.words.reframing import propose_reframes
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
    assert proposal.question in wordings.questions
    assert proposal.because == wordings.because
    assert proposal.draft


@pytest.mark.parametrize(
    ("kind", "thought", "draft"),
    [
        ("should_statements", "I should be over this by now.", "I would like to be over this by now, and it is all right if it takes time."),
        ("mind_reading", "They probably think I'm odd.", "My guess is that they think I'm odd. I have not asked."),
        ("fortune_telling", "I'm going to fail this exam, I just know it.", "I am afraid that I'm going to fail this exam, I just know it. I do not know it yet."),
        ("labeling", "I'm such a coward.", "I called myself a coward. That is one word for a hard moment, not all of me."),
        ("emotional_reasoning", "I feel guilty, so I must have done something wrong.", "I feel guilty. That is a feeling, and it is not yet a fact."),
        ("overgeneralization", "I always end up alone.", "I sometimes end up alone. It is not the whole story."),
        ("all_or_nothing", "Nobody ever helps.", "I notice I am having the thought that nobody ever helps."),
    ],
)  # fmt: skip
def test_drafts_are_made_of_the_persons_own_words(
    kind: DistortionType, thought: str, draft: str
) -> None:
    assert draft_for(kind, thought) == draft


def test_no_wish_about_the_body_is_put_in_anyones_mouth() -> None:
    assert "would like" not in draft_for("should_statements", "I should be thinner.")


def test_what_cannot_be_rebuilt_safely_is_not_quoted() -> None:
    assert "?" not in draft_for("mind_reading", "Why does everyone hate me?")
    assert draft_for("personalization", "It's “my” fault? " * 30) == ""


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
    assert proposal.draft == ""
    assert proposal.question.endswith("?")
    assert propose_reframes(text, _reflection(valence=0.4)) == ()


def test_the_same_text_gives_the_same_wording() -> None:
    text = "I'm such a failure."
    assert propose_reframes(text, reflect(text)) == propose_reframes(text, reflect(text))
