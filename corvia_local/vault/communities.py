"""The communities that the person belongs to."""

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.records import Community
from corvia_local.vault.ids import AmbiguousName, whole_id
from corvia_local.vault.texts import check_text
from corvia_local.vault.vault import Vault

LONGEST_NAME = 80
LONGEST_ID = 128


class CommunityUnusable(BadInput):
    """A community's id is none."""


def save_community(vault: Vault, id: str, name: str, steward: bool) -> None:  # noqa: A002
    """Keep a community; one kept already takes this name and this stewardship.

    Raises CommunityUnusable; BadInput for a name that is empty or longer than 80 characters.
    """
    check_text(name, "community's name", LONGEST_NAME)
    if not (0 < len(id) <= LONGEST_ID and id.isascii() and id.isalnum() and id == id.lower()):
        raise CommunityUnusable(f"“{id[:LONGEST_ID]}” is no community's id.")
    with vault.transaction():
        vault.insert(
            "INSERT INTO communities (id, name, steward) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, steward = excluded.steward",
            (id, name, int(steward)),
        )


def communities(vault: Vault) -> list[Community]:
    """List the communities in the order in which they were joined."""
    found = vault.rows("SELECT id, name, steward FROM communities ORDER BY sequence")
    return [Community(cid, name, bool(steward)) for cid, name, steward in found]


def community(vault: Vault, name_or_id: str) -> Community:
    """Give one community by its whole name, its id, or the beginning of its id.

    Raises NotFound; AmbiguousName where several are called so.
    """
    known = communities(vault)
    named = [one for one in known if name_or_id in (one.id, one.name)]
    if len(named) > 1:
        choices = ", ".join(one.id for one in named)
        raise AmbiguousName(f"Several communities are called so. Give one of these: {choices}.")
    if named:
        return named[0]
    try:
        whole = whole_id(vault, "communities", "community", name_or_id)
    except AmbiguousName:
        raise
    except NotFound as error:
        names = ", ".join(f"“{one.name}”" for one in known) or "none yet"
        raise NotFound(
            f"You belong to no community “{name_or_id[:LONGEST_NAME]}”. You belong to: {names}."
        ) from error
    return next(one for one in known if one.id == whole)
