"""Which language is spoken where the vault may be locked."""

from collections.abc import Mapping
from pathlib import Path

from corvia_local.language.catalogue import catalogue_tags
from corvia_local.language.preference import chosen_language
from corvia_local.studio.settings import open_settings


def language_of(home: Path, environment: Mapping[str, str]) -> str:
    """Give the tag of the language that was set, else of the system's, else `en`. Never fails."""
    return chosen_language(open_settings(home).language, environment, catalogue_tags())
