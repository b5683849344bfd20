"""Who belongs to a community now: the newest manifest, without those who left by themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corvia_sync.leaving import Leaving
from corvia_sync.manifest import Manifest, SignedManifest


@dataclass(frozen=True)
class Membership:
    """The newest manifest, who left since, and everyone whom any version ever listed.

    `ever` are those to ask for what they take back, long after they have gone.
    """

    manifest: Manifest
    left: frozenset[str]
    ever: frozenset[str]

    @property
    def members(self) -> tuple[str, ...]:
        """List those who are listed and have not left, in order."""
        return tuple(did for did in self.manifest.members if did not in self.left)

    def admits(self, did: str) -> bool:
        """Tell whether songs of this author are gathered."""
        return self.manifest.admits(did) and did not in self.left


def membership_of(history: Sequence[SignedManifest], leavings: Iterable[Leaving]) -> Membership:
    """Work out who belongs. `history` is the one that counts, first version first.

    `leavings` were verified and are of this community.
    """
    versions = [signed.payload for signed in history]
    left = {one.iss for one in leavings if _in_force(one, versions)}
    ever = frozenset(did for version in versions for did in version.members)
    return Membership(versions[-1], frozenset(left), ever)


def _in_force(leaving: Leaving, versions: Sequence[Manifest]) -> bool:
    """Tell whether no version after the leaving has taken its author off the list."""
    return all(leaving.iss in v.members for v in versions if v.sequence > leaving.sequence)
