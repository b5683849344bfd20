"""Who belongs to a community: ask, accept, remove, leave, share the stewardship, renew the key."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corvia_crypto.did_key import DidRefused, decode_ed25519_did
from corvia_local.errors import BadInput, PeerRefused, StorageFailed
from corvia_local.studio.circles import begin_next_epoch
from corvia_local.studio.communities import CommunityView, today, view_community
from corvia_local.studio.offline import OfflineNow, is_offline
from corvia_local.studio.opening import own_did
from corvia_local.vault import communities as store
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync.cid import Cid
from corvia_sync.gathering import read_manifests
from corvia_sync.join_request import LARGEST_SEALED, open_request, seal_request
from corvia_sync.leaving import make_leaving
from corvia_sync.manifest import NotSteward, SignedManifest, make_next_manifest


class NotThere(BadInput):
    """Someone is no member, or no steward, of the community."""


class LastSteward(BadInput):
    """Without this person nobody could add or remove members any more."""


@dataclass(frozen=True)
class AskedToJoin:
    """Someone who asked a steward to join, and what they wrote."""

    did: str
    message: str
    until: str


def add_member(vault: Vault, name_or_id: str, did: str) -> CommunityView:
    """Sign a next manifest with one more member; raise NotSteward where one is none.

    Someone who left by themself is a member again. A closed community gets a new key.
    """
    _check_did(did)
    known, before = _newest(vault, name_or_id)
    members = before.payload.members
    if did not in members:
        _change(vault, known, before, "member added", did, members=(*members, did))
    elif did in view_community(vault, known).left:
        others = [one for one in members if one != did]
        _change(vault, known, before, "member let go", did, members=others)
        return add_member(vault, known, did)
    return view_community(vault, known)


def remove_member(vault: Vault, name_or_id: str, did: str) -> CommunityView:
    """Sign a next manifest without a member; their songs are no longer gathered.

    A closed community gets a new key, which they do not. Raises NotSteward, NotThere, LastSteward.
    """
    known, before = _newest(vault, name_or_id)
    payload = before.payload
    _check_steward(vault, before)
    if did not in payload.members:
        raise NotThere(f"{did[:80]} is no member of “{payload.name}”.")
    stewards = [one for one in payload.stewards if one != did]
    if not stewards:
        raise LastSteward(
            "You are the only steward. Make someone else one first: `corvia community steward`."
        )
    members = [one for one in payload.members if one != did]
    _change(vault, known, before, "member removed", did, members=members, stewards=stewards)
    return view_community(vault, known)


def leave_community(vault: Vault, name_or_id: str) -> CommunityView:
    """Leave: the others no longer gather one's songs as soon as this reaches them.

    What one shared there can still be taken back. The only steward hands over first. Raises
    NotThere, LastSteward.
    """
    known, before = _newest(vault, name_or_id)
    payload, own = before.payload, own_did(vault)
    if own not in payload.members:
        raise NotThere(f"You are no member of “{payload.name}”, so there is nothing to leave.")
    if payload.stewards == (own,) and len(payload.members) > 1:
        raise LastSteward(
            "You are the only steward. Make someone else one first: `corvia community steward`."
        )
    leaving = make_leaving(signing_seed(vault), Cid.from_text(known), payload.sequence)
    with vault.transaction():
        VaultBlocks(vault).put(leaving.cid.text, leaving.data)
        record(vault, "community left", known, "to be heard there no more", known)
    return view_community(vault, known)


def change_stewards(
    vault: Vault, name_or_id: str, did: str, *, steward: bool = True
) -> CommunityView:
    """Make a member a steward, or no longer one. Raises NotSteward, NotThere, LastSteward."""
    known, before = _newest(vault, name_or_id)
    _check_steward(vault, before)
    payload = before.payload
    if did not in (payload.members if steward else payload.stewards):
        raise NotThere(f"{did[:80]} is no {'member' if steward else 'steward'} of it.")
    stewards = {*payload.stewards, did} if steward else {*payload.stewards} - {did}
    if not stewards:
        raise LastSteward("A community needs a steward. Make someone else one first.")
    if stewards != set(payload.stewards):
        act = "steward made" if steward else "steward released"
        _change(vault, known, before, act, did, stewards=stewards)
    return view_community(vault, known)


def change_terms(vault: Vault, name_or_id: str, **terms: Any) -> CommunityView:
    """Sign a next manifest with another name, purpose, rules, language, door or retention.

    Raises NotSteward, NotSignable for unfit terms.
    """
    known, before = _newest(vault, name_or_id)
    changed = {k: v for k, v in terms.items() if v is not None and v != getattr(before.payload, k)}
    if changed:
        _change(vault, known, before, "community changed", ", ".join(sorted(changed)), **changed)
    return view_community(vault, known)


def renew_key(vault: Vault, name_or_id: str) -> CommunityView:
    """Begin a new epoch of a closed community. Raises NotSteward; BadInput where it is open."""
    known, before = _newest(vault, name_or_id)
    if not before.payload.closed:
        raise BadInput(f"“{before.payload.name}” is not closed, so it has no key to renew.")
    _check_steward(vault, before)
    with vault.transaction():
        begin_next_epoch(vault, known, before)
        record(vault, "key renewed", known, "so that only members can open what follows", known)
    return view_community(vault, known)


def ask_to_join(vault: Vault, name_or_id: str, message: str = "") -> bytes:
    """Sign a request to join and seal it to the stewards; give the file's bytes.

    Raises NotSignable for a message of more than 500 characters.
    """
    known, manifest = _newest(vault, name_or_id)
    _, sealed = seal_request(
        signing_seed(vault), Cid.from_text(known), manifest.payload, message, today()
    )
    record(vault, "asked to join", known, "to belong", ", ".join(manifest.payload.stewards))
    return sealed


def leave_request(home: Path, sealed: bytes, address: str) -> None:
    """Leave a sealed request at a community node; raise OfflineNow, NodeRefused, Unreachable."""
    from corvia_sync.travel.community_node import CommunityNode

    _check_online(home)
    node = CommunityNode(address)
    try:
        node.leave_request(sealed)
    finally:
        node.close()


def requests_at(home: Path, address: str) -> tuple[bytes, ...]:
    """Fetch the sealed requests that lie at a community node; raise as `leave_request`."""
    from corvia_sync.travel.community_node import CommunityNode

    _check_online(home)
    node = CommunityNode(address)
    try:
        return node.requests()
    finally:
        node.close()


def read_request_file(file: Path) -> bytes:
    """Read a sealed request from a file; raise BadInput where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_SEALED + 1)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror or error}.") from error


def write_request_file(file: Path, sealed: bytes) -> None:
    """Write a sealed request to a file; raise StorageFailed."""
    try:
        file.write_bytes(sealed)
    except OSError as error:
        raise StorageFailed(f"{file} cannot be written: {error.strerror or error}.") from error


def read_requests(
    vault: Vault, name_or_id: str, sealed: tuple[bytes, ...]
) -> tuple[tuple[AskedToJoin, ...], tuple[str, ...]]:
    """Open requests as a steward: those of people who are no members, and why others were not.

    Of several by one person the last is shown.
    """
    known, manifest = _newest(vault, name_or_id)
    asked: dict[str, AskedToJoin] = {}
    refused: list[str] = []
    for data in sealed:
        try:
            request = open_request(signing_seed(vault), data, Cid.from_text(known), today()).payload
        except PeerRefused as error:
            refused.append(str(error))
            continue
        if request.iss not in manifest.payload.members:
            asked[request.iss] = AskedToJoin(request.iss, request.message, request.until)
    return tuple(asked.values()), tuple(refused)


def _check_steward(vault: Vault, manifest: SignedManifest) -> None:
    if own_did(vault) not in manifest.payload.stewards:
        raise NotSteward(
            f"Only a steward of “{manifest.payload.name}” can do this. Ask one of them: "
            + ", ".join(manifest.payload.stewards)
        )


def _newest(vault: Vault, name_or_id: str) -> tuple[str, SignedManifest]:
    known = store.community(vault, name_or_id).id
    return known, read_manifests(VaultBlocks(vault), Cid.from_text(known))[-1]


def _change(
    vault: Vault, known: str, before: SignedManifest, act: str, what: str, **changes: Any
) -> None:
    """Sign the next version, and in a closed community a new key where the members change."""
    manifest = make_next_manifest(signing_seed(vault), before, **changes)
    with vault.transaction():
        VaultBlocks(vault).put(manifest.cid.text, manifest.data)
        if manifest.payload.closed and "members" in changes:
            begin_next_epoch(vault, known, manifest)
        steward = own_did(vault) in manifest.payload.stewards
        store.save_community(vault, known, manifest.payload.name, steward)
        record(vault, act, what, "to hear each other", known)


def _check_did(did: str) -> None:
    try:
        decode_ed25519_did(did)
    except DidRefused as error:
        raise BadInput(f"This names nobody: {error}") from error


def _check_online(home: Path) -> None:
    if is_offline(home):
        raise OfflineNow(
            "You are off line, so no node was called. `corvia offline off` allows the network."
        )
