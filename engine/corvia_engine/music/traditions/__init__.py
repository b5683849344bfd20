"""Traditions as data: tunings, modes, chords, rhythms and instruments, with their sources."""

from corvia_engine.music.traditions.catalogue import UnknownTradition, tradition, tradition_names

__all__ = ["UnknownTradition", "tradition", "tradition_names"]
