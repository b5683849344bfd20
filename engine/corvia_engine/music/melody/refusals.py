"""What a request for a phrase may not be."""

from corvia_local.errors import BadInput


class PhraseRefused(BadInput):
    """A request for a phrase contradicts itself."""


class TooManySyllables(PhraseRefused):
    """More syllables than thirty-second notes fit into the bars."""
