"""Communities are found by name, id, or the beginning of the id."""

import pytest

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.records import Community
from corvia_local.vault.communities import communities, community, save_community
from corvia_local.vault.ids import AmbiguousName
from corvia_local.vault.opening import Vault

CHOIR = Community("bafyaaa1", "Night choir", True)
GARDEN = Community("bafyaaa2", "Garden", False)


def keep(vault: Vault, *known: Community) -> None:
    for one in known:
        save_community(vault, one.id, one.name, one.steward)


def test_by_name_id_and_beginning(vault: Vault) -> None:
    keep(vault, CHOIR, GARDEN)
    assert communities(vault) == [CHOIR, GARDEN]
    for given in ("Night choir", "bafyaaa1"):
        assert community(vault, given) == CHOIR
    with pytest.raises(AmbiguousName):
        community(vault, "bafy")
    with pytest.raises(NotFound, match="“Night choir”, “Garden”"):
        community(vault, "Chess club")


def test_two_of_one_name_are_told_apart_by_id(vault: Vault) -> None:
    keep(vault, CHOIR, Community("bafybbb", "Night choir", False))
    with pytest.raises(AmbiguousName, match="bafyaaa1, bafybbb"):
        community(vault, "Night choir")
    assert community(vault, "bafyb").id == "bafybbb"


def test_saving_again_renames(vault: Vault) -> None:
    keep(vault, CHOIR, GARDEN, Community(CHOIR.id, "Day choir", False))
    assert communities(vault) == [Community(CHOIR.id, "Day choir", False), GARDEN]


@pytest.mark.parametrize(
    ("name_given", "id_given"),
    [("", "bafy"), (" ", "bafy"), ("x" * 81, "bafy"), ("\x1b[31m", "bafy"), ("n", ""), ("n", "é")],
)
def test_unusable_ones_are_refused(vault: Vault, name_given: str, id_given: str) -> None:
    with pytest.raises(BadInput):
        save_community(vault, id_given, name_given, False)
    assert communities(vault) == []
