"""Whose helplines come first: what the person set, else a guess that is said to be one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corvia_local.errors import BadInput
from corvia_local.studio.locale_country import guessed_country
from corvia_local.studio.settings import change_open_setting, open_settings


class CountryUnknown(BadInput):
    """What was given is no country code."""


@dataclass(frozen=True)
class ChosenCountry:
    """A country by its code, or None where nothing tells. `guessed`: nobody said so."""

    code: str | None
    guessed: bool

    @property
    def name(self) -> str | None:
        """The country's name as it stands in a sentence, or None where the table lacks it."""
        from corvia_engine.words.care_card import country_of

        known = country_of(self.code)
        return known.name if known is not None else None


def chosen_country(home: Path, environment: Mapping[str, str]) -> ChosenCountry:
    """Give the country that was set, else the guess of the locale. Never fails."""
    kept = open_settings(home).country
    if kept is not None:
        return ChosenCountry(kept, guessed=False)
    guess = guessed_country(environment)
    return ChosenCountry(guess, guessed=guess is not None)


def keep_country(home: Path, code: str | None) -> ChosenCountry:
    """Keep a country for good, or let the guess hold again where it is None; needs no vault.

    It is kept beside the vault in the open, as help is shown at a locked door too. Raises
    CountryUnknown, StorageFailed.
    """
    if code is None:
        change_open_setting(home, "country", None)
        return ChosenCountry(None, guessed=False)
    checked = checked_country(code)
    change_open_setting(home, "country", checked)
    return ChosenCountry(checked, guessed=False)


def checked_country(code: str) -> str:
    """Give a code in capitals; raise CountryUnknown unless it is two letters of A–Z."""
    checked = code.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", checked):
        raise CountryUnknown(
            f"“{code.strip()[:20]}” is not a country code. Two letters, such as DE or US."
        )
    return checked
