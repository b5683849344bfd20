"""Traditions as data: tunings, modes, chords, rhythms and instruments, with their sources."""

from corvia_engine.music.traditions.catalogue import (
    UnknownTradition,
    tradition,
    tradition_data,
    tradition_names,
)
from corvia_engine.music.traditions.reading import TraditionFaulty, parse_tradition

__all__ = [
    "TraditionFaulty",
    "UnknownTradition",
    "parse_tradition",
    "tradition",
    "tradition_data",
    "tradition_names",
]
