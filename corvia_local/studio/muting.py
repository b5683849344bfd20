"""Not hearing someone: on this machine only, and nobody learns of it."""

from pathlib import Path

from corvia_local.errors import BadInput, PeerRefused
from corvia_local.vault.muted import Muted, forget_muted, keep_muted, muted
from corvia_local.vault.opening import Vault
from corvia_sync.cid import Cid
from corvia_sync.denylist import Denylist, DenylistUnusable, parse_denylist, read_denylists
from corvia_sync.ipns_name import did_of_ipns_name

HASHED = "//"
"""Before a hash by which a denylist names what it does not tell."""

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
    """Mute everything on a list in IPFS' compact denylist format; give how many names are new.

    Songs stand in it by hashes, and are kept so. Raises NotFound, DenylistUnusable.
    """
    new = read_denylists([file]).names - muted_names(vault).names
    rules = sorted(name if name.startswith("did:") else f"{HASHED}{name}" for name in new)
    return keep_muted(vault, rules, f"from {file.name[:80]}")


def muted_names(vault: Vault) -> Denylist:
    """Give everything muted as one list."""
    return parse_denylist("\n".join(_rule(one.name) for one in muted(vault)))


def _named(name: str) -> str:
    """Give a person as a did:key, a song as a CID, and a hash of a denylist as it stands there."""
    try:
        if name.startswith(("k51", "12D3")):
            return did_of_ipns_name(name)
        named = name if name.startswith(("did:", HASHED)) else Cid.from_text(name).text
        parse_denylist(_rule(named))
    except (DenylistUnusable, PeerRefused) as error:
        raise BadInput(
            f"“{name[:80]}” names neither a person (did:key:…) nor a song (bafy…)."
        ) from error
    if "\n" in named:
        raise BadInput("Give one name at a time.")
    return named


def _rule(name: str) -> str:
    return name if name.startswith(("did:", HASHED)) else f"/ipfs/{name}"
