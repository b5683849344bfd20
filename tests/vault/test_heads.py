from corvia_local.vault.heads import FollowedHead, heads_of, keep_head
from corvia_local.vault.opening import Vault

AUTHOR = "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"


def test_a_head_takes_the_place_of_the_one_before_in_its_community_only(vault: Vault) -> None:
    elsewhere = FollowedHead(AUTHOR, "bafyother", 9, "bafystep9")
    for head in (
        FollowedHead(AUTHOR, "bafycircle", 1, "bafystep1", ("bafylost", "bafygone")),
        elsewhere,
        FollowedHead(AUTHOR, "bafycircle", 2, "bafystep2", ("bafylost",)),
    ):
        keep_head(vault, head)
    newest = FollowedHead(AUTHOR, "bafycircle", 2, "bafystep2", ("bafylost",))
    assert heads_of(vault, AUTHOR) == [newest, elsewhere]
    assert heads_of(vault, "did:key:other") == []
