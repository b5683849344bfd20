"""What the program hears in a text. A proposal to look at, never a verdict."""

from typing import Literal, get_args

import msgspec

DistortionType = Literal[
    "all_or_nothing",
    "overgeneralization",
    "mental_filter",
    "disqualifying_positive",
    "mind_reading",
    "fortune_telling",
    "magnification",
    "emotional_reasoning",
    "should_statements",
    "labeling",
    "personalization",
]
"""Burns' cognitive distortions (Burns 1980), jumping to conclusions split in its two forms."""

DISTORTION_TYPES: tuple[DistortionType, ...] = get_args(DistortionType)

CrisisLevel = Literal["none", "soft", "explicit"]


class Emotion(msgspec.Struct, frozen=True):
    """An emotion label of GoEmotions (Demszky et al. 2020) with its calibrated probability."""

    label: str
    p: float


class Distortion(msgspec.Struct, frozen=True):
    """A thinking trap that may stand in the text.

    `span` counts code points of the text as given, start inclusive, end exclusive.
    """

    type: DistortionType
    p: float
    span: tuple[int, int]


class Crisis(msgspec.Struct, frozen=True):
    """Whether words of harm to oneself were read. `none` never means that all is well."""

    level: CrisisLevel
    spans: tuple[tuple[int, int], ...] = ()


class Reflection(msgspec.Struct, frozen=True):
    """A text heard: mood, emotions, thinking traps.

    Valence and arousal lie in -1…1; `valence_error` and `arousal_error` are the model's
    root-mean-square errors on held-out test sentences, in the same unit. `sure` is false where
    the text gives too little to go by (another script, a word or two).
    """

    valence: float
    arousal: float
    valence_error: float
    arousal_error: float
    emotions: tuple[Emotion, ...]
    distortions: tuple[Distortion, ...]
    crisis: Crisis
    sure: bool


class ReframeProposal(msgspec.Struct, frozen=True):
    """A question to one thought, and up to three first wordings to be changed and accepted, or
    not, by the person.

    `question` invites the person's own answer; `because` says why it is asked.
    """

    trap: DistortionType | None
    thought: str
    question: str
    rewordings: tuple[str, ...]
    because: str
