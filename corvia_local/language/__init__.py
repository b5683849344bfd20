"""The language that the program speaks: English in the code, others from catalogues beside it."""

from corvia_local.language.speaking import mark, said, spoken_language, tr, trn, use_language

__all__ = ["mark", "said", "spoken_language", "tr", "trn", "use_language"]
