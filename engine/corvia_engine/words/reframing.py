"""Propose questions and first drafts for a kinder wording. The person writes and accepts."""

import zlib

from corvia_engine.words.drafts import rewordings_for
from corvia_engine.words.model import words_model
from corvia_engine.words.reframe_wordings import OPEN_BECAUSE, OPEN_QUESTIONS, WORDINGS
from corvia_engine.words.sentences import Span, split_sentences
from corvia_engine.words.socratic import question_for
from corvia_local.model.reflection import Distortion, Reflection, ReframeProposal

MOST_PROPOSALS = 2
HEAVY = -0.25
"""Valence below which an open question is proposed although no thinking trap was read."""

LONGEST_THOUGHT = 300
MOST_SENTENCES = 200
"""Sentences among which the heaviest is looked for."""


def propose_reframes(
    text: str, reflection: Reflection, *, always: bool = False
) -> tuple[ReframeProposal, ...]:
    """Propose at most two questions, each with up to three first wordings.

    The likeliest thinking traps come first, two different ones. A heavy text without any gets one
    open question. Where the text speaks of harm explicitly there are none, and never one on a
    sentence of hopelessness: that is no trap to argue with. `always` asks for the open question of
    a lighter text too. The same text gives the same wording.
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
    heavy = reflection.sure and reflection.valence <= HEAVY
    if reflection.crisis.level == "none" and (heavy or always):
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
        question=question_for(trap.type, thought),
        rewordings=balanced(thought, rewordings_for(trap.type, thought)),
        because=wordings.because,
    )


def _open_question(text: str) -> ReframeProposal:
    thought = _heaviest(text)
    question = _one_of(OPEN_QUESTIONS, text)
    wordings = balanced(thought, rewordings_for(None, thought))
    return ReframeProposal(None, thought, question, wordings, OPEN_BECAUSE)


def balanced(thought: str, rewordings: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the rewordings that are heard as less distorted than the thought itself; all of them
    where none is, since the model may err.
    """
    model = words_model()
    before = model.hear(thought).distorted
    return tuple(one for one in rewordings if model.hear(one).distorted < before) or rewordings


def _heaviest(text: str) -> str:
    """Give the sentence that is heard as most unpleasant, among those that say something."""
    model = words_model()
    sentences = [text[start:end] for start, end in split_sentences(text)[:MOST_SENTENCES]]
    telling = [one for one in sentences if len(one.split()) >= 4] or sentences
    return min(telling, key=lambda one: model.hear(one).valence)[:LONGEST_THOUGHT]


def _one_of(wordings: tuple[str, ...], seed: str) -> str:
    return wordings[zlib.crc32(seed.encode("utf-8", "surrogatepass")) % len(wordings)]
