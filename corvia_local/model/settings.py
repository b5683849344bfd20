"""What a person may set. Each has a default that suits somebody who never looks here."""

from typing import Annotated

import msgspec
from msgspec import Meta

from corvia_local.model.plan import Change

Theme = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
BindingId = Annotated[str, Meta(min_length=1, max_length=80)]
KeyNames = Annotated[str, Meta(min_length=1, max_length=80)]
Recipient = Annotated[str, Meta(pattern=r"^age1[0-9a-z]{50,100}$")]
Place = Annotated[str, Meta(min_length=1, max_length=1000)]


class Settings(msgspec.Struct, frozen=True):
    """The settings, by name.

    `theme`: a theme's name; None is the app's own choice. `language`: a language tag (BCP 47);
    None is the system's. `country`: whose helplines come first (ISO 3166-1 alpha-2); None is a
    guess. `animations`: whether things may move. `idle_lock_minutes`: after how long without a key
    the app locks, 0 never. `keys`: a binding's id, such as “app.lock”, to the keys that shall do
    it, with commas between. `backup_folder`: where backups go by schedule; None is nowhere.
    `backup_keep`: how many stay there. `backup_days`: a new one after so many days, 0 never.
    `backup_recipients`: age recipients that may open them too. `node_address`: the IPFS node or
    gateway that a sync uses; None is one's own node. `song_taste`: steps by which every new song
    is changed, such as “slower”.
    """

    theme: Theme | None = None
    language: Language | None = None
    country: Country | None = None
    animations: bool = True
    idle_lock_minutes: Annotated[int, Meta(ge=0, le=1440)] = 10
    keys: Annotated[dict[BindingId, KeyNames], Meta(max_length=200)] = {}
    backup_folder: Place | None = None
    backup_keep: Annotated[int, Meta(ge=1, le=1000)] = 7
    backup_days: Annotated[int, Meta(ge=0, le=365)] = 7
    backup_recipients: Annotated[tuple[Recipient, ...], Meta(max_length=20)] = ()
    node_address: Place | None = None
    song_taste: Annotated[tuple[Change, ...], Meta(max_length=8)] = ()


BEFORE_UNLOCKING = ("theme", "language", "country", "animations")
"""Settings that are wanted while the vault is locked. They tell nothing that was written; the
country is among them because help is shown at a locked door too."""

TAKES: dict[str, str] = {
    "theme": "a theme's name, such as dusk or paper",
    "language": "a language's short name, such as en or pt-BR",
    "country": "a country's two letters, such as DE",
    "animations": "true or false",
    "idle_lock_minutes": "whole minutes from 0 (never) to 1440",
    "keys": 'a table of acts and keys, such as {"app.lock": "ctrl+k"}',
    "backup_folder": "a folder's path",
    "backup_keep": "a whole number from 1 to 1000",
    "backup_days": "whole days from 0 (never) to 365",
    "backup_recipients": 'a list of age recipients, such as ["age1…"]',
    "node_address": "an address, such as http://127.0.0.1:8080",
    "song_taste": 'a list of at most 8 steps, such as ["slower", "fuller"]',
}
"""What each setting takes, in words."""
