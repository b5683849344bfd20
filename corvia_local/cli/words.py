"""`corvia reflect`."""

import json
from typing import Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import show_care
from corvia_local.cli.reading import read_file, read_text
from corvia_local.model.explanation import Weight, Why
from corvia_local.model.reflection import Reflection
from corvia_local.model.text import check_text

GENTLE_LINE = "That sounds heavy to carry. If you want to talk to a person: corvia help"

EACH_RESULT = "all"
MOST_REASONS = 5
"""Words that are shown for one result; all of them stand in the JSON."""


def reflection_as_json(heard: Reflection) -> dict[str, Any]:
    """Give a reflection in the command line's form."""
    return {
        "valence": round(heard.valence, 4),
        "arousal": round(heard.arousal, 4),
        "valence_error": round(heard.valence_error, 4),
        "arousal_error": round(heard.arousal_error, 4),
        "emotions": [{"label": e.label, "p": round(e.p, 4)} for e in heard.emotions],
        "distortions": [
            {"type": d.type, "p": round(d.p, 4), "span": list(d.span)} for d in heard.distortions
        ],
        "crisis": {"level": heard.crisis.level},
        "sure": heard.sure,
    }


@click.command()
@click.argument("entry", required=False)
@click.option(
    "--text",
    help="A text instead of an entry; needs no vault. - reads standard input, which no other"
    " program sees.",
)
@click.option("--lines", "lines_file", help="A file; each line is heard on its own.")
@click.option(
    "--why",
    help="Say which words a result rests on: valence, arousal, an emotion, or a habit of thought"
    " such as mind_reading; “all” names the weightiest phrase of each.",
)
@shared_options
def reflect(
    call: Call, entry: str | None, text: str | None, lines_file: str | None, why: str | None
) -> None:
    """Hear the mood, the emotions and the thinking habits in a text.

    It is a guess of a small model, with its error beside it, and no verdict on you.
    """
    from corvia_local.studio import journal, reflecting

    if sum(given is not None for given in (entry, text, lines_file)) != 1:
        raise click.UsageError("Give one of ENTRY, --text or --lines.")
    if lines_file is not None:
        if why is not None:
            raise click.UsageError("--why is for one text. Give it with ENTRY or --text.")
        for heard in reflecting.reflect_lines(read_file(lines_file, "file of lines").splitlines()):
            click.echo(json.dumps(reflection_as_json(heard), ensure_ascii=False))
        return
    if entry is not None:
        with call.vault() as vault:
            text = journal.read(vault, entry).text
    content = read_text("-") if text == "-" else check_text(text or "")
    heard = reflecting.reflect(content)
    answer, lines = reflection_as_json(heard), _in_words(content, heard)
    if why == EACH_RESULT:
        phrases = reflecting.reasons(content, heard)
        answer["why"] = {"result": why, "phrases": [_why_as_json(content, w) for w in phrases]}
        lines += [_phrase_in_words(content, w) for w in phrases]
    elif why is not None:
        weights = reflecting.explain(content, why)
        answer["why"] = {"result": why, "words": [_weight_as_json(content, w) for w in weights]}
        lines += _why_in_words(content, why, weights)
    call.answer(answer, *lines)
    if heard.crisis.level == "explicit":
        show_care(call.home)
    elif heard.crisis.level == "soft":
        call.tell(GENTLE_LINE)


def _why_as_json(text: str, why: Why) -> dict[str, Any]:
    start, end = why.span
    return {"result": why.result, "phrase": text[start:end], "span": [start, end]}


def _phrase_in_words(text: str, why: Why) -> str:
    start, end = why.span
    return f"{why.result.replace('_', ' ')} rests most on “{' '.join(text[start:end].split())}”."


def _weight_as_json(text: str, weight: Weight) -> dict[str, Any]:
    start, end = weight.span
    return {"word": text[start:end], "span": [start, end], "weight": weight.weight}


def _why_in_words(text: str, result: str, weights: tuple[Weight, ...]) -> list[str]:
    heaviest = sorted(weights, key=lambda weight: -abs(weight.weight))[:MOST_REASONS]
    if not heaviest:
        return [f"There is nothing to weigh for {result} here."]
    parts = (f"{text[w.span[0] : w.span[1]]} {w.weight:+.2f}" for w in heaviest)
    return [f"{result.replace('_', ' ')} rests most on: " + ", ".join(parts)]


def _in_words(text: str, heard: Reflection) -> list[str]:
    if heard.crisis.level == "explicit":
        return []
    lines = [] if heard.sure else ["There is little here that I can read, so take this lightly."]
    lines += [
        f"valence {heard.valence:+.2f} ± {heard.valence_error:.2f}   (unpleasant -1 … 1 pleasant)",
        f"arousal {heard.arousal:+.2f} ± {heard.arousal_error:.2f}   (quiet -1 … 1 stirred)",
    ]
    if heard.emotions:
        lines.append("perhaps " + ", ".join(f"{e.label} ({e.p:.0%})" for e in heard.emotions))
    for trap in heard.distortions:
        start, end = trap.span
        name = trap.type.replace("_", " ")
        lines.append(f"maybe {name} ({trap.p:.0%}): “{text[start:end].strip()}”. Does this fit?")
    return lines
