"""Which thinking trap, if any, is likely enough in a sentence to be shown to the person."""

import numpy as np

from corvia_engine.words.cues import CUE_NAMES, OWN_CUES, cues_of
from corvia_engine.words.model import Heard, WordsModel
from corvia_local.model.reflection import DistortionType


def likely_trap(
    model: WordsModel, heard: Heard, sentence: str
) -> tuple[DistortionType, float] | None:
    """Give the likeliest trap and its probability, or None.

    It is shown only where the sentence is likely distorted at all, the trap is likely among the
    eleven, and one of the trap's own turns of phrase stands in the sentence: three doors, since a
    trap named wrongly hurts more than one left unnamed.
    """
    settings = model.settings
    best = int(np.argmax(heard.traps))
    p = float(heard.distorted * heard.traps[best])
    if heard.distorted < settings.gate_threshold or p < settings.trap_threshold:
        return None
    trap = settings.traps[best]
    if OWN_CUES[trap].isdisjoint(CUE_NAMES[cue] for cue in cues_of(sentence)):
        return None
    return trap, p
