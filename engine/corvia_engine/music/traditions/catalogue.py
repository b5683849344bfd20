"""Which traditions the program ships. Each is one TOML file in this folder."""

import functools
import importlib.resources

from corvia_engine.music.traditions.reading import TraditionFaulty, parse_tradition
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.errors import BadInput, CorviaError


class UnknownTradition(BadInput):
    """There is no tradition of this name."""


class TraditionDamaged(CorviaError):
    """A tradition's data file cannot be read."""


@functools.cache
def tradition_names() -> tuple[str, ...]:
    """List the traditions' names: western first, then by alphabet."""
    names = sorted(
        file.name.removesuffix(".toml")
        for file in importlib.resources.files(__package__).iterdir()
        if file.name.endswith(".toml")
    )
    return tuple(sorted(names, key=lambda name: name != "western"))


@functools.cache
def tradition(name: str) -> Tradition:
    """Read a tradition; raise UnknownTradition, which lists the names, where there is none."""
    try:
        return parse_tradition(tradition_data(name))
    except TraditionFaulty as error:
        raise TraditionDamaged(
            f"The data of the tradition “{name[:40]}” is damaged: {error} Install the program"
            " again."
        ) from error


def tradition_data(name: str) -> bytes:
    """Give the bytes of a tradition's file; raise UnknownTradition where there is none."""
    wanted = name.strip().lower()
    if wanted not in tradition_names():
        raise UnknownTradition(
            f"There is no tradition called “{name[:40]}”. There is: {', '.join(tradition_names())}."
        )
    return importlib.resources.files(__package__).joinpath(f"{wanted}.toml").read_bytes()
