"""Corvia Local: a private journal that turns your own words into music."""

__version__ = "0.1.0"
