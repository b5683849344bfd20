"""Why something was heard in a text."""

import msgspec


class Weight(msgspec.Struct, frozen=True):
    """What one word adds to a result: positive where the result would be lower without it.

    `span` counts code points of the text as given, start inclusive, end exclusive.
    """

    span: tuple[int, int]
    weight: float


class Why(msgspec.Struct, frozen=True):
    """The phrase on which one result rests most; `span` as in `Weight`.

    `result` is “valence”, “arousal” or a thinking trap.
    """

    result: str
    span: tuple[int, int]
