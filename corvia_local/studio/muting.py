"""Not hearing someone: on this machine only, and nobody learns of it."""

from pathlib import Path

from corvia_local.errors import BadInput
from corvia_local.vault.muted import Muted, forget_muted, keep_muted, muted
from corvia_local.vault.opening import Vault
from corvia_sync.denylist import Denylist, DenylistUnusable, parse_denylist, read_denylists

__all__ = ["Muted", "bring_denylist", "mute", "muted", "muted_names", "unmute"]


def mute(vault: Vault, name: str, reason: str = "") -> str:
    """Mute an author by did:key or IPNS name, or a song by CID; give the name as it is kept.

    What they shared is no longer heard, woven in, fetched or handed on from here. Raises BadInput.
    """
    kept = _named(name)
    keep_muted(vault, [kept], reason)
    return kept


def unmute(vault: Vault, name: str) -> bool:
    """Hear someone again from the next sync on; tell whether they were muted. Raises BadInput."""
    return forget_muted(vault, _named(name))


def bring_denylist(vault: Vault, file: Path) -> int:
    """Mute everything on a list in IPFS' compact denylist format; give how many names are new."""
    return keep_muted(vault, sorted(read_denylists([file]).names), f"from {file.name[:80]}")


def muted_names(vault: Vault) -> Denylist:
    """Give everything muted as one list."""
    return Denylist(frozenset(one.name for one in muted(vault)))


def _named(name: str) -> str:
    rule = name if name.startswith(("did:", "/")) else f"/{_kind(name)}/{name}"
    try:
        (kept,) = parse_denylist(rule).names
    except (DenylistUnusable, ValueError) as error:
        raise BadInput(
            f"“{name[:80]}” names neither a person (did:key:…) nor a song (bafy…)."
        ) from error
    return kept


def _kind(name: str) -> str:
    return "ipns" if name.startswith(("k51", "12D3")) else "ipfs"
