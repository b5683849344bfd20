"""Which version of a community's manifest counts, whatever the order in which versions arrive.

Each version links to the one before and is signed by one of that one's stewards. Where the history
splits, the branch counts that the longest-serving steward has signed in; then the longer one; then
the one whose first version has the lower CID. So nobody who was removed by an older steward can
take the community over by continuing an early version, however long they make that branch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corvia_local.errors import NotFound
from corvia_sync.cid import Cid
from corvia_sync.manifest import Manifest, SignedManifest

_NO_STEWARD: Final = 1 << 30


class CommunityUnknown(NotFound):
    """The first manifest of this community is not here, or does not verify."""


def valid_chain(
    manifests: Mapping[Cid, SignedManifest], community: Cid
) -> tuple[SignedManifest, ...]:
    """List a community's valid versions: side branches first, then the history that counts.

    The last one is the newest. Raises CommunityUnknown where the first is not among `manifests`.
    """
    tree = _tree(manifests, community)
    chain = _main_branch(tree)
    counted = {manifest.cid for manifest in chain}
    aside = (manifest for cid, manifest in tree.valid.items() if cid not in counted)
    ordered = sorted(aside, key=lambda manifest: (manifest.payload.sequence, manifest.cid))
    return (*ordered, *chain)


def counted_history(valid: tuple[SignedManifest, ...]) -> tuple[SignedManifest, ...]:
    """Take from a valid chain the history that counts, the first version first."""
    by_cid = {manifest.cid: manifest for manifest in valid}
    history: list[SignedManifest] = []
    manifest: SignedManifest | None = valid[-1]
    while manifest is not None:
        history.append(manifest)
        previous = manifest.payload.previous
        manifest = None if previous is None else by_cid[previous]
    return tuple(reversed(history))


@dataclass
class _Tree:
    """Valid versions in an order in which each stands behind its predecessor, and who follows."""

    first: SignedManifest
    valid: dict[Cid, SignedManifest] = field(default_factory=dict)
    after: dict[Cid, list[SignedManifest]] = field(default_factory=dict)


def _tree(manifests: Mapping[Cid, SignedManifest], community: Cid) -> _Tree:
    first = manifests.get(community)
    if first is None or first.payload.sequence != 0:
        raise CommunityUnknown(
            f"The community {community} is not known here. Import a file from one of its members."
        )
    candidates: dict[Cid, list[SignedManifest]] = {}
    for manifest in manifests.values():
        if manifest.payload.previous is not None:
            candidates.setdefault(manifest.payload.previous, []).append(manifest)
    tree, open_ends = _Tree(first), [first]
    while open_ends:
        before = open_ends.pop()
        tree.valid[before.cid] = before
        found = [m for m in candidates.get(before.cid, ()) if follows(m.payload, before.payload)]
        tree.after[before.cid] = found
        open_ends += found
    return tree


def follows(manifest: Manifest, before: Manifest) -> bool:
    """Tell whether a version may come right after another that is valid."""
    counts_on = manifest.sequence == before.sequence + 1
    return counts_on and manifest.iss in before.stewards and manifest.closed == before.closed


def _main_branch(tree: _Tree) -> list[SignedManifest]:
    signers, lengths = _below(tree)
    branch, at = [tree.first], tree.first
    since = dict.fromkeys(tree.first.payload.stewards, 0)
    while following := tree.after[at.cid]:
        by_service = sorted(since, key=lambda did: (since[did], did))
        ranks = {did: rank for rank, did in enumerate(by_service)}

        def weight(one: SignedManifest, ranks: dict[str, int] = ranks) -> tuple[int, int, Cid]:
            best = min(ranks.get(did, _NO_STEWARD) for did in signers[one.cid])
            return best, -lengths[one.cid], one.cid

        at = min(following, key=weight)
        branch.append(at)
        since = {did: since.get(did, at.payload.sequence) for did in at.payload.stewards}
    return branch


def _below(tree: _Tree) -> tuple[dict[Cid, set[str]], dict[Cid, int]]:
    """Give of each version who signed it or what follows it, and how many versions that is deep."""
    signers: dict[Cid, set[str]] = {}
    lengths: dict[Cid, int] = {}
    for cid, manifest in reversed(tree.valid.items()):
        following = [one.cid for one in tree.after[cid]]
        signers[cid] = {manifest.payload.iss}.union(*(signers[one] for one in following))
        lengths[cid] = 1 + max((lengths[one] for one in following), default=0)
    return signers, lengths
