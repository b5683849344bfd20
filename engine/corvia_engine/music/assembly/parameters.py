"""The name of this way of assembling, and the integers that it may be asked to change.

Both belong to a composition's recipe: peers who agree on them, and on the songs, get equal bytes.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from corvia_local.errors import BadInput

ALGORITHM = "corvia-composition"
VERSION = 1


class AssemblyParameters(msgspec.Struct, frozen=True):
    """What a recipe states beside its songs; all integers.

    `shortest_seconds`, `longest_seconds`: bounds of the piece's length, before its end rings out.
    `most_heard`: up to so many songs everyone is heard; beyond it the seed draws who is.
    `most_soloists`: up to so many songs everyone has turns and dialogues of their own.
    `fastest`, `slowest`: bounds of the common quarter note, in microseconds.
    """

    shortest_seconds: Annotated[int, Meta(ge=30, le=120)] = 120
    longest_seconds: Annotated[int, Meta(ge=240, le=1200)] = 360
    most_heard: Annotated[int, Meta(ge=1, le=200)] = 200
    most_soloists: Annotated[int, Meta(ge=1, le=20)] = 12
    fastest: Annotated[int, Meta(ge=400_000, le=1_500_000)] = 480_000
    slowest: Annotated[int, Meta(ge=400_000, le=1_500_000)] = 1_000_000


class ParametersOutOfRange(BadInput):
    """A recipe asks for something that this way of assembling does not offer."""


def checked(parameters: AssemblyParameters) -> AssemblyParameters:
    """Give the parameters back, or raise ParametersOutOfRange naming the one that is wrong."""
    try:
        return msgspec.convert(msgspec.structs.asdict(parameters), AssemblyParameters)
    except msgspec.ValidationError as error:
        raise ParametersOutOfRange(
            f"The recipe's parameters cannot be used: {error}. Leave them as they are by default."
        ) from error
