"""Propose questions and first drafts for a kinder wording. The person writes and accepts."""

import zlib

from corvia_engine.words.drafts import draft_for
from corvia_engine.words.reframe_wordings import OPEN_BECAUSE, OPEN_QUESTIONS, WORDINGS
from corvia_engine.words.sentences import Span, split_sentences
from corvia_local.model.reflection import Distortion, Reflection, ReframeProposal

MOST_PROPOSALS = 2
HEAVY = -0.25
"""Valence below which an open question is proposed although no thinking trap was read."""

LONGEST_THOUGHT = 300


def propose_reframes(text: str, reflection: Reflection) -> tuple[ReframeProposal, ...]:
    """Propose at most two questions, each with a first draft where one is safe.

    The likeliest thinking traps come first, two different ones. A heavy text without any gets one
    open question. Where the text speaks of harm explicitly there are none, and never one on a
    sentence of hopelessness: that is no trap to argue with. The same text gives the same wording.
    """
    if reflection.crisis.level == "explicit":
        return ()
    ranked = sorted(reflection.distortions, key=lambda trap: (-trap.p, trap.span))
    chosen: list[Distortion] = []
    for trap in ranked:
        fresh = trap.type not in {other.type for other in chosen}
        if fresh and len(chosen) < MOST_PROPOSALS and not _overlaps(trap.span, reflection):
            chosen.append(trap)
    if chosen:
        return tuple(_proposal(text, trap) for trap in chosen)
    if reflection.sure and reflection.crisis.level == "none" and reflection.valence <= HEAVY:
        return (_open_question(text),)
    return ()


def _overlaps(span: Span, reflection: Reflection) -> bool:
    return any(span[0] < end and start < span[1] for start, end in reflection.crisis.spans)


def _proposal(text: str, trap: Distortion) -> ReframeProposal:
    thought = text[trap.span[0] : trap.span[1]]
    wordings = WORDINGS[trap.type]
    return ReframeProposal(
        trap=trap.type,
        thought=thought[:LONGEST_THOUGHT],
        question=_one_of(wordings.questions, thought),
        draft=draft_for(trap.type, thought),
        because=wordings.because,
    )


def _open_question(text: str) -> ReframeProposal:
    start, end = split_sentences(text)[-1]
    thought = text[start:end][:LONGEST_THOUGHT]
    return ReframeProposal(None, thought, _one_of(OPEN_QUESTIONS, text), "", OPEN_BECAUSE)


def _one_of(wordings: tuple[str, ...], seed: str) -> str:
    return wordings[zlib.crc32(seed.encode("utf-8", "surrogatepass")) % len(wordings)]
