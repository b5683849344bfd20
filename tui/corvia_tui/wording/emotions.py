"""Emotion labels (GoEmotions) as words for a feeling."""

from corvia_local.language import mark, tr

_WORDS = {
    "admiration": mark("admiration"),
    "amusement": mark("amusement"),
    "anger": mark("anger"),
    "annoyance": mark("annoyance"),
    "approval": mark("agreeing"),
    "caring": mark("care"),
    "confusion": mark("confusion"),
    "curiosity": mark("curiosity"),
    "desire": mark("longing"),
    "disappointment": mark("disappointment"),
    "disapproval": mark("not agreeing"),
    "disgust": mark("disgust"),
    "embarrassment": mark("embarrassment"),
    "excitement": mark("excitement"),
    "fear": mark("fear"),
    "gratitude": mark("gratitude"),
    "grief": mark("grief"),
    "joy": mark("joy"),
    "love": mark("love"),
    "nervousness": mark("nervousness"),
    "neutral": mark("plain telling"),
    "optimism": mark("optimism"),
    "pride": mark("pride"),
    "realization": mark("something becoming clear"),
    "relief": mark("relief"),
    "remorse": mark("regret"),
    "sadness": mark("sadness"),
    "surprise": mark("surprise"),
}


def emotion_word(label: str) -> str:
    """Give the everyday word for a label."""
    return tr(_WORDS.get(label, label.replace("_", " ")))
