"""Why a song, or one bar of it, sounds as it does."""

import re
from dataclasses import dataclass

import msgspec

from corvia_local.errors import NotFound
from corvia_local.model.plan import Reason
from corvia_local.model.score import seconds_at
from corvia_local.studio import journal
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.traditions import find_tradition
from corvia_local.vault.opening import Vault

LONGEST_QUOTE = 160
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


@dataclass(frozen=True)
class BarExplained:
    """A bar, counted from 1, its section, when it sounds in seconds, and what gave it."""

    bar: int
    bars: int
    section: str
    start_s: float
    end_s: float
    reasons: tuple[Reason, ...]


def explain_bar(song: ComposedSong, bar: int, written: str = "") -> BarExplained:
    """Say which words, rules and models gave a bar, counted from 1.

    `written` is what the person wrote for the song, where it is known: the sentence from which a
    line comes is quoted. Raises NoSuchBar, and UnknownTradition for a tradition of one's own.
    """
    from corvia_engine.music.explaining.bar import bar_of, reasons_for_bar

    tradition = find_tradition(song.plan.tradition)
    place = bar_of(song.plan, tradition, bar)
    reasons = reasons_for_bar(song.plan, song.score, tradition, bar)
    return BarExplained(
        bar,
        song.score.end // song.score.meter.bar_ticks,
        place.stage.plan.name,
        round(seconds_at(song.score, place.start), 2),
        round(seconds_at(song.score, place.end), 2),
        tuple(_with_source(reason, written) for reason in reasons),
    )


def written_for(vault: Vault, song: ComposedSong) -> str:
    """Give the entry's text and accepted words that a song was made of; "" where none is kept."""
    if song.entry_id is None:
        return ""
    try:
        entry = journal.read(vault, song.entry_id)
    except NotFound:
        return ""
    accepted = journal.accepted_reframe(vault, entry.id)
    return "\n".join([entry.text, *([accepted.text] if accepted else [])])


def _with_source(reason: Reason, written: str) -> Reason:
    if reason.about != "words" or not written:
        return reason
    line = reason.because.partition("“")[2].partition("”")[0]
    sentence = sentence_of(line, written)
    if not sentence:
        return reason
    return msgspec.structs.replace(
        reason, because=f"{reason.because} You wrote: “{sentence[:LONGEST_QUOTE]}”"
    )


def sentence_of(line: str, written: str) -> str:
    """Find the written sentence that has most of a line's words, and at least half of them."""
    wanted = _words(line)
    best, most = "", 0
    for match in _SENTENCE.finditer(written):
        shared = len(wanted & _words(match.group()))
        if shared > most:
            best, most = match.group().strip(), shared
    return best if 2 * most >= len(wanted) > 0 else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))
