"""Which traditions there are. Each is one TOML file in this folder."""

import functools
import importlib.resources

import msgspec

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
    wanted = name.strip().lower()
    if wanted not in tradition_names():
        raise UnknownTradition(
            f"There is no tradition called “{name[:40]}”. There is: {', '.join(tradition_names())}."
        )
    data = importlib.resources.files(__package__).joinpath(f"{wanted}.toml").read_bytes()
    try:
        return msgspec.toml.decode(data, type=Tradition)
    except msgspec.DecodeError as error:
        raise TraditionDamaged(
            f"The data of the tradition “{wanted}” is damaged: {error}. Install the program again."
        ) from error
