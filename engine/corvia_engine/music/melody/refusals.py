"""What a request for a phrase may not be."""

from typing import Final

from corvia_engine.music.melody.request import PhraseRequest
from corvia_local.errors import BadInput

MOST_BARS: Final = 16
MOST_SYLLABLES: Final = 96


class PhraseRefused(BadInput):
    """A request for a phrase contradicts itself."""


class TooManySyllables(PhraseRefused):
    """More syllables than thirty-second notes fit into the bars, or than a phrase may have."""


def check_request(request: PhraseRequest) -> None:
    """Raise PhraseRefused where a field lies outside its bounds or fields contradict each other."""
    if not request.stresses:
        raise PhraseRefused("The phrase has no syllables. Give it at least one.")
    if not 1 <= request.bars <= MOST_BARS:
        raise PhraseRefused(
            f"A phrase of {request.bars} bars cannot be written. Give it 1 to {MOST_BARS}."
        )
    if len(request.stresses) > MOST_SYLLABLES:
        raise TooManySyllables(
            f"A phrase of {len(request.stresses)} syllables is longer than anyone's breath."
            f" Cut it into phrases of at most {MOST_SYLLABLES}."
        )
    if not set(request.stresses) <= {0, 1, 2}:
        raise PhraseRefused("A syllable's stress is 0, 1 or 2. Check the line's stresses.")
    if not request.degrees or not {*request.degrees, *request.endings} <= set(range(7)):
        raise PhraseRefused("A scale's degrees count from 0 to 6. Check the degrees.")
    if len(request.leanings) not in (0, 7):
        raise PhraseRefused("Leanings are for all seven degrees or for none. Check their number.")
    if request.low > request.high:
        raise PhraseRefused("The phrase's lowest step lies above its highest. Swap them.")
    if not 0 <= request.rest < request.meter.bar_ticks * request.bars:
        raise PhraseRefused("The closing rest leaves no room for notes. Shorten it.")
