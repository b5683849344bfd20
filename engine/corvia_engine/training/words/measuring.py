"""Every figure of the model card, measured through the shipped inference code."""

import numpy as np
import torch
from sklearn.metrics import f1_score, precision_recall_fscore_support

from corvia_engine.training.words import corpora, mood, traps
from corvia_engine.training.words.batching import padded, rows_by_length
from corvia_engine.training.words.emotions import calibration_error, sigmoid
from corvia_engine.training.words.network import WordsNetwork
from corvia_engine.training.words.thoughts import ThoughtParts
from corvia_engine.training.words.tuning import emotion_logits, moods_of, raw_outputs
from corvia_engine.words.model import MOODS, MOST_TOKENS, Raw, WordsModel
from corvia_engine.words.reflecting import reflect
from corvia_local.model.reflection import DISTORTION_TYPES

MOOD_NAMES = ("valence", "arousal", "dominance")


def mood_errors(model: WordsModel, emobank: corpora.MoodCorpus) -> tuple[float, float]:
    """Root-mean-square errors of valence and arousal on test, on the scale -1…1."""
    predicted = _moods(model, emobank.texts["test"])
    gold = emobank.scores["test"]
    errors = [mood.scaled_error(predicted[:, k], gold[:, k]) for k in range(2)]
    return round(errors[0], 3), round(errors[1], 3)


def _moods(model: WordsModel, texts: list[str]) -> np.ndarray:
    heard = [model.hear(text) for text in texts]
    return np.array([(one.valence, one.arousal) for one in heard])


def print_parity(
    network: WordsNetwork,
    model: WordsModel,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
) -> None:
    """Print what rounding to eight bits costs: torch in float32 against the exported file."""
    for name, texts in (
        ("GoEmotions", goemotions.texts["test"]),
        ("EmoBank", emobank.texts["test"]),
    ):
        rounded = raw_outputs(model, texts)
        exact = _exact_outputs(network, model, texts, rounded)
        gaps = np.array(
            [
                np.concatenate([np.abs(a.feeling - b.feeling), np.abs(a.thinking - b.thinking)])
                for a, b in zip(exact, rounded, strict=True)
            ]
        )
        print(
            f"{name} test, torch against ONNX: mean gap {gaps.mean():.4f}, largest {gaps.max():.3f}"
        )
        for kind, outputs in (("torch", exact), ("ONNX", rounded)):
            if name == "EmoBank":
                scores = moods_of(model.settings, outputs)
                r = [mood.correlation(scores[:, k], emobank.scores["test"][:, k]) for k in range(3)]
                print(f"  {kind}: r " + ", ".join(f"{x:.4f}" for x in r))
            else:
                print(f"  {kind}: macro-F1 {_macro_f1(model, outputs, goemotions):.4f}")


def _exact_outputs(
    network: WordsNetwork, model: WordsModel, texts: list[str], rounded: list[Raw]
) -> list[Raw]:
    """Run the network in float32 beside the linear model, whose rounding is exact enough."""
    network.eval()
    encoded = [model.tokenizer.encode(text, MOST_TOKENS) for text in texts]
    found = list(rounded)
    for rows in rows_by_length(np.array([len(numbers) for numbers in encoded])):
        tokens, mask = padded([encoded[row] for row in rows])
        with torch.inference_mode():
            feeling, thinking = (out.numpy() for out in network(tokens, mask))
        for k, row in enumerate(rows):
            found[row] = Raw(feeling[k], thinking[k], rounded[row].wide)
    return found


def _macro_f1(model: WordsModel, outputs: list[Raw], goemotions: corpora.EmotionCorpus) -> float:
    calibration = np.array(model.settings.label_calibration)
    logits = emotion_logits(model.settings, outputs)
    p = sigmoid(logits * calibration[:, 0] + calibration[:, 1])
    chosen = p >= np.array(model.settings.thresholds)
    return float(f1_score(goemotions.marks["test"], chosen, average="macro"))


def print_mood(model: WordsModel, emobank: corpora.MoodCorpus) -> None:
    """Print correlations on the official test split, of each part, of all, and as shown."""
    texts, gold = emobank.texts["test"], emobank.scores["test"]
    outputs = raw_outputs(model, texts)
    shown = _moods(model, texts)
    both = moods_of(model.settings, outputs)
    count = len(model.settings.labels)
    for k, name in enumerate(MOOD_NAMES):
        alone = (
            mood.correlation(np.array([part[k] for part in column]), gold[:, k])
            for column in (
                [raw.feeling[count:] for raw in outputs],
                [raw.thinking[:MOODS] for raw in outputs],
                [raw.wide[count:] for raw in outputs],
            )
        )
        line = f"EmoBank test {name}: r {mood.correlation(both[:, k], gold[:, k]):.3f}"
        line += " (branches and linear model alone {:.3f}, {:.3f}, {:.3f})".format(*alone)
        if k < 2:
            line += f", as shown {mood.correlation(shown[:, k], gold[:, k]):.3f}"
            line += f", error {getattr(model.settings, name).error}"
        print(line)


def print_journal_moods(model: WordsModel) -> None:
    """Print how often valence and arousal lie on the right side in a journal's tone."""
    texts, quadrants = corpora.read_journal_moods()
    predicted = _moods(model, texts)
    for k, name in enumerate(MOOD_NAMES[:2]):
        right = np.mean((predicted[:, k] > 0) == (quadrants[:, k] > 0))
        r = mood.correlation(predicted[:, k], quadrants[:, k])
        print(f"own journal sentences, {name}: right side {right:.3f} of {len(texts)}, r {r:.3f}")


def print_emotions(model: WordsModel, goemotions: corpora.EmotionCorpus) -> None:
    """Print macro-F1, calibration error and every label on the official test split."""
    p = np.array([model.hear(text).emotions for text in goemotions.texts["test"]])
    gold = goemotions.marks["test"]
    chosen = p >= np.array(model.settings.thresholds)
    print(f"GoEmotions test macro-F1 {f1_score(gold, chosen, average='macro'):.3f}")
    print(f"GoEmotions test ECE {calibration_error(p, gold):.4f} over all cells")
    best, rows = p.argmax(axis=1), np.arange(len(p))
    top = calibration_error(p[rows, best], gold[rows, best])
    print(f"GoEmotions test ECE {top:.4f} of the likeliest label")
    unsure = p.max(axis=1) < model.settings.least_confidence
    print(f"unsure for lack of confidence: {unsure.mean():.4f}")
    each = precision_recall_fscore_support(gold, chosen, average=None, zero_division=0)
    for k, label in enumerate(goemotions.labels):
        precision, recall, f1, support = (column[k] for column in each)
        print(f"| {label} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {support} |")


def proposed_traps(text: str) -> list[str]:
    """Name the traps that are proposed for one text, likeliest first."""
    found = sorted(reflect(text).distortions, key=lambda trap: -trap.p)
    return list(dict.fromkeys(trap.type for trap in found))


def print_traps(
    model: WordsModel,
    parts: ThoughtParts,
    emobank: corpora.MoodCorpus,
    goemotions: corpora.EmotionCorpus,
) -> None:
    """Print how traps are told apart and told from everyday sentences, on held-out texts."""
    print_types("own sentences", parts.sentences.test, show_each=True)
    print_types("own long posts", parts.posts.test + parts.posts.dev, show_each=False)
    typed = parts.sentences.test.only(with_trap=True)
    heard = [model.hear(text) for text in typed.texts]
    right = [
        DISTORTION_TYPES[int(h.traps.argmax())] == k
        for h, k in zip(heard, typed.kinds, strict=True)
    ]
    top = np.array([float(h.traps.max()) for h in heard])
    print(
        f"likeliest type right: {np.mean(right):.3f} of {len(right)};"
        f" ECE {calibration_error(top, np.array(right, dtype=float), 10):.3f}"
    )
    untyped = parts.untyped.test.texts
    print(f"found of untyped distorted sentences: {_alarms(untyped):.3f} of {len(untyped)}")
    neutral = goemotions.marks["test"][:, goemotions.labels.index("neutral")] == 1
    reddit = np.array(goemotions.texts["test"], dtype=object)
    for name, texts in (
        ("own hard sentences", parts.sentences.test.only(with_trap=False).texts),
        ("GoEmotions test, neutral", list(reddit[neutral])),
        ("GoEmotions test, not neutral", list(reddit[~neutral])),
        ("EmoBank test", emobank.texts["test"]),
        ("positive-frames test, kind wordings", corpora.read_reframes("test")),
    ):
        print(f"false alarms, {name}: {_alarms(texts):.4f} of {len(texts)}")
    print_gate_calibration(model, parts, emobank)


def print_types(name: str, texts: traps.Labelled, *, show_each: bool) -> None:
    """Print macro-F1 of the likeliest type that is shown; what is not shown counts as missed."""
    shown = [proposed_traps(text) for text in texts.texts]
    first = [found[0] if found else traps.NO_TRAP for found in shown]
    each = precision_recall_fscore_support(
        texts.kinds, first, labels=list(DISTORTION_TYPES), zero_division=0
    )
    if show_each:
        for k, label in enumerate(DISTORTION_TYPES):
            precision, recall, f1, support = (column[k] for column in each)
            print(f"| {label} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {support} |")
    among = np.mean(
        [
            kind in found
            for kind, found in zip(texts.kinds, shown, strict=True)
            if kind != traps.NO_TRAP
        ]
    )
    print(f"{name}: macro-F1 {np.mean(each[2]):.3f}, right one among those offered {among:.3f}")


def _alarms(texts: list[str]) -> float:
    return float(np.mean([bool(proposed_traps(text)) for text in texts]))


def print_gate_calibration(
    model: WordsModel, parts: ThoughtParts, emobank: corpora.MoodCorpus
) -> None:
    """Print the calibration error of “any trap” and its recall at a specificity of .9 and .95."""
    own = parts.sentences.test
    p = np.array([model.hear(text).distorted for text in own.texts])
    gold = np.array([kind != traps.NO_TRAP for kind in own.kinds])
    letters = np.array([model.hear(text).distorted for text in emobank.texts["test"]])
    for specificity in (0.9, 0.95):
        least = np.quantile(p[~gold], specificity)
        print(f"own sentences: recall {np.mean(p[gold] > least):.3f} at specificity {specificity}")
    all_p = np.concatenate([p, letters])
    all_gold = np.concatenate([gold, np.zeros(len(letters))])
    print(f"ECE of any trap, own and EmoBank test: {calibration_error(all_p, all_gold):.4f}")
