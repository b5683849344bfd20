"""Every figure of the model card, measured through the shipped inference code."""

import numpy as np
from sklearn.metrics import f1_score, precision_recall_fscore_support

from corvia_engine.training.words import corpora, mood, traps
from corvia_engine.training.words.emotions import calibration_error
from corvia_engine.words.model import WordsModel
from corvia_engine.words.traps import likely_trap


def mood_errors(model: WordsModel, emobank: corpora.MoodCorpus) -> tuple[float, float]:
    """Root-mean-square errors of valence and arousal on test, on the scale -1…1."""
    predicted = _moods(model, emobank.texts["test"])
    gold = emobank.scores["test"]
    errors = [mood.scaled_error(predicted[:, k], gold[:, k]) for k in range(2)]
    return round(errors[0], 3), round(errors[1], 3)


def _moods(model: WordsModel, texts: list[str]) -> np.ndarray:
    heard = [model.hear(text) for text in texts]
    return np.array([(one.valence, one.arousal) for one in heard])


def print_figures(
    model: WordsModel,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    trap_test: traps.Labelled,
) -> None:
    """Print what the model card states."""
    print_mood(model, emobank)
    print_journal_moods(model)
    print_emotions(model, goemotions)
    print_traps(model, trap_test)
    print_false_alarms(model, goemotions, emobank)


def print_mood(model: WordsModel, emobank: corpora.MoodCorpus) -> None:
    """Print correlations on the official test split."""
    predicted = _moods(model, emobank.texts["test"])
    for k, name in enumerate(("valence", "arousal")):
        r = mood.correlation(predicted[:, k], emobank.scores["test"][:, k])
        scaling = getattr(model.settings, name)
        print(f"EmoBank test {name}: r {r:.3f}, error {scaling.error}, gain {scaling.gain:.3f}")


def print_journal_moods(model: WordsModel) -> None:
    """Print how often valence and arousal lie on the right side in a journal's tone."""
    texts, quadrants = corpora.read_journal_moods()
    predicted = _moods(model, texts)
    for k, name in enumerate(("valence", "arousal")):
        right = np.mean((predicted[:, k] > 0) == (quadrants[:, k] > 0))
        r = mood.correlation(predicted[:, k], quadrants[:, k])
        print(f"own journal sentences, {name}: right side {right:.3f} of {len(texts)}, r {r:.3f}")


def print_emotions(model: WordsModel, goemotions: corpora.EmotionCorpus) -> None:
    """Print macro-F1, calibration error and every label on the official test split."""
    p = np.array([model.hear(text).emotions for text in goemotions.texts["test"]])
    gold = goemotions.marks["test"]
    chosen = p >= np.array(model.settings.thresholds)
    print(f"GoEmotions test macro-F1 {f1_score(gold, chosen, average='macro'):.3f}")
    print(f"GoEmotions test ECE {calibration_error(p, gold):.4f}")
    each = precision_recall_fscore_support(gold, chosen, average=None, zero_division=0)
    for k, label in enumerate(goemotions.labels):
        precision, recall, f1, support = (column[k] for column in each)
        print(f"| {label} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {support} |")


def proposed_trap(model: WordsModel, text: str) -> str:
    """Name the trap that would be proposed for one sentence, or `none`."""
    likely = likely_trap(model, model.hear(text), text)
    return likely[0] if likely else traps.NO_TRAP


def print_traps(model: WordsModel, test: traps.Labelled) -> None:
    """Print precision, recall and F1 a type, and how the gate does, on held-out sentences."""
    own = [(t, k) for t, k in zip(test.texts, test.kinds, strict=True) if k != traps.UNTYPED]
    proposed = [proposed_trap(model, text) for text, _ in own]
    gold = [kind for _, kind in own]
    labels = list(model.settings.traps)
    each = precision_recall_fscore_support(gold, proposed, labels=labels, zero_division=0)
    for k, label in enumerate(labels):
        precision, recall, f1, support = (column[k] for column in each)
        print(f"| {label} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {support} |")
    print(f"traps macro-F1 {np.mean(each[2]):.3f}, macro precision {np.mean(each[0]):.3f}")
    top = [labels[int(np.argmax(model.hear(t).traps))] for t, k in own if k != traps.NO_TRAP]
    kinds = [k for _, k in own if k != traps.NO_TRAP]
    right = np.mean([a == b for a, b in zip(top, kinds, strict=True)])
    print(f"type right where there is one: {right:.3f}")
    alarms = [p != traps.NO_TRAP for p, k in zip(proposed, gold, strict=True) if k == traps.NO_TRAP]
    print(f"false alarms on held-out hard sentences {np.mean(alarms):.3f} of {len(alarms)}")
    untyped = [t for t, k in zip(test.texts, test.kinds, strict=True) if k == traps.UNTYPED]
    found = [proposed_trap(model, text) != traps.NO_TRAP for text in untyped]
    print(f"found among held-out untyped distorted sentences {np.mean(found):.3f} of {len(found)}")


def print_false_alarms(
    model: WordsModel, goemotions: corpora.EmotionCorpus, emobank: corpora.MoodCorpus
) -> None:
    """Print how often a trap is proposed for unseen everyday sentences."""
    neutral = goemotions.labels.index("neutral")
    for name, texts in (
        (
            "GoEmotions test, neutral",
            [
                t
                for t, m in zip(goemotions.texts["test"], goemotions.marks["test"], strict=True)
                if m[neutral]
            ],
        ),
        ("GoEmotions test, all", goemotions.texts["test"]),
        ("EmoBank test", emobank.texts["test"]),
    ):
        alarms = [proposed_trap(model, text) != traps.NO_TRAP for text in texts]
        print(f"proposed for {name}: {np.mean(alarms):.4f} of {len(alarms)}")
