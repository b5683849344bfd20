"""Emotion labels (GoEmotions) as words for a feeling."""

_PLAIN = {
    "disapproval": "not agreeing",
    "realization": "something becoming clear",
    "neutral": "plain telling",
    "approval": "agreeing",
    "desire": "longing",
    "remorse": "regret",
    "caring": "care",
}


def emotion_word(label: str) -> str:
    """Give the everyday word for a label."""
    return _PLAIN.get(label, label.replace("_", " "))
