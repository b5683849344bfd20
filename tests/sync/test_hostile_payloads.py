"""Whatever a stranger signs is either read or refused, in order; nothing else ever happens."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_local.errors import PeerRefused
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import DAG_CBOR, RAW, cid_of
from corvia_sync.dag_cbor import encode
from corvia_sync.envelope import seal
from corvia_sync.gathering import gather
from corvia_sync.manifest import Manifest
from corvia_sync.receipt import Receipt
from corvia_sync.signed_object import Payload, read_signed, to_plain
from corvia_sync.song import Song
from corvia_sync.tombstone import Tombstone, make_tombstone, read_tombstone

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.text(max_size=12)
    | st.binary(max_size=12)
    | st.builds(cid_of, st.binary(max_size=2), st.sampled_from([RAW, DAG_CBOR]))
    | st.sampled_from(["score", "lyric", "2026-01-01", "9999-99-99", "open", "CC0-1.0"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
within_a_test = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200
)


@pytest.fixture
def genuine(share: Any, community: Any, ada: Any) -> dict[str, Payload]:
    shared = share(ada)
    stone = make_tombstone(ada.seed, community.cid, shared.song.cid)
    signed = (shared.song, shared.receipt, stone, community)
    return {each.payload.TAG: each.payload for each in signed}


@within_a_test
@given(kind=st.sampled_from([Song, Receipt, Manifest, Tombstone]), data=st.data())
def test_a_field_with_any_value_is_read_or_refused_as_a_peers(
    genuine: dict[str, Payload], ada: Any, kind: type[Payload], data: st.DataObject
) -> None:
    plain = to_plain(genuine[kind.TAG])
    name = data.draw(st.sampled_from(sorted(plain)))
    value = data.draw(VALUES)
    sealed = seal(ada.seed, kind.TAG, plain | {name: value})
    try:
        read = read_signed(sealed, kind)
    except PeerRefused:
        return
    assert seal(ada.seed, kind.TAG, to_plain(read.payload)) == sealed


@within_a_test
@given(value=VALUES, tag=st.sampled_from([Song.TAG, Receipt.TAG, Manifest.TAG, Tombstone.TAG]))
def test_a_store_full_of_strange_blocks_is_still_gathered(
    share: Any, community: Any, ada: Any, today: date, value: Any, tag: str
) -> None:
    store = MemoryBlocks()
    put_checked(store, community.cid, community.data)
    genuine = share(ada, ("score",))
    genuine.keep_in(store)
    payload = value if isinstance(value, dict) else {"value": value}
    for data in (encode(value), seal(ada.seed, tag, payload), encode([b"x" * 64, payload])):
        put_checked(store, cid_of(data, DAG_CBOR), data)
    assert [song.cid for song in gather(store, community.cid, today).songs] == [genuine.song.cid]


def test_a_tombstone_is_read_as_it_was_made(ada: Any, community: Any, unknown_cid: Any) -> None:
    stone = make_tombstone(ada.seed, community.cid, unknown_cid)
    assert read_tombstone(stone.data) == stone
    assert (stone.payload.iss, stone.payload.song) == (ada.did, unknown_cid)
