"""Hear a text: mood, emotions, thinking traps, and first drafts of a kinder wording."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

import msgspec

from corvia_local.model.explanation import Weight, Why
from corvia_local.model.progress import Report, silent
from corvia_local.model.reflection import Reflection, ReframeProposal


def reflect(text: str) -> Reflection:
    """Hear one text; raise BadInput where it is empty.

    Where the text speaks of harm explicitly, no emotion and no thinking trap is named.
    """
    from corvia_engine.words.reflecting import reflect as hear

    return _without_labels_where_care_comes_first(hear(text))


def is_foreign(text: str) -> bool:
    """Say whether a text looks like another language than English, the only one that is read."""
    from corvia_engine.lyrics.languages import ENGLISH, language_of

    return language_of(text) != ENGLISH


def reflect_lines(lines: Iterable[str]) -> Iterator[Reflection]:
    """Hear each line on its own, in order."""
    from corvia_engine.words.reflecting import reflect_lines as hear_lines

    return map(_without_labels_where_care_comes_first, hear_lines(lines))


def explain(text: str, target: str) -> tuple[Weight, ...]:
    """Say what every word adds to a result: valence, arousal, an emotion's or a trap's name.

    The first 120 words are looked at. Raises UnknownTarget; empty where there is nothing to weigh,
    or where the text speaks of harm explicitly.
    """
    from corvia_engine.words.care import crisis
    from corvia_engine.words.explaining import explain as weigh

    weights = weigh(text, target)
    return () if crisis(text).level == "explicit" else weights


def reasons(text: str, heard: Reflection, report: Report = silent) -> tuple[Why, ...]:
    """Say on which phrase of the text the mood and each offered thinking trap rest most.

    For the mood it is a phrase of the sentence that pulls most to where it was heard; for a trap
    one of its own sentence. What rests on no phrase in particular is left out; all is, where
    the text speaks of harm explicitly. `report` may stop it.
    """
    from corvia_engine.words.weighty_phrase import weighty_phrase

    if heard.crisis.level == "explicit":
        return ()
    asked: list[tuple[str, tuple[int, int] | None, bool]] = [
        (trap.type, trap.span, False) for trap in heard.distortions
    ]
    if heard.sure:
        asked += [("valence", None, heard.valence < 0), ("arousal", None, heard.arousal < 0)]
    found = []
    for place, (result, within, lowers) in enumerate(asked):
        part = partial(_report_part, report, place, len(asked))
        span = weighty_phrase(text, result, within, lowers=lowers, report=part)
        if span is not None:
            found.append(Why(result, span))
    return tuple(found)


def _report_part(report: Report, place: int, count: int, step: str, share: float) -> None:
    report(step, (place + share) / count)


def propose_reframes(
    text: str, reflection: Reflection, *, always: bool = False
) -> tuple[ReframeProposal, ...]:
    """Propose at most two questions, each with up to three wordings; none is accepted by itself.

    A text that is not heavy gets one only with `always`; where it speaks of harm explicitly,
    nothing is proposed.
    """
    from corvia_engine.words.reframing import propose_reframes as propose

    if reflection.crisis.level == "explicit":
        return ()
    return propose(text, reflection, always=always)


def _without_labels_where_care_comes_first(heard: Reflection) -> Reflection:
    if heard.crisis.level != "explicit":
        return heard
    return msgspec.structs.replace(heard, emotions=(), distortions=())


def care_card(
    country: str | None = None,
    *,
    after_text: bool = True,
    today: date | None = None,
    language: str = "en",
) -> tuple[str, ...]:
    """Give the lines that stand before everything else where a text speaks of harm.

    `after_text` is false where the person asked for the card themselves. `today` (else this
    machine's date) decides whether a number is said to be old. `language` is a tag; one without a
    card gives the English one.
    """
    from corvia_engine.words.care_card import care_card as card

    return card(country, today or date.today(), after_text=after_text, language=language)


def first_message(language: str = "en") -> str:
    """Give the first draft of a message to somebody trusted."""
    from corvia_engine.words.care_card import card_words

    return card_words(language).message


def grounding_lines(language: str = "en") -> tuple[str, ...]:
    """Give the lines that lead back to the room by the senses."""
    from corvia_engine.words.care_card import card_words

    return card_words(language).grounding
