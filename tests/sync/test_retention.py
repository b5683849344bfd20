from datetime import date, timedelta
from typing import Any

from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.retention import ended_blocks
from corvia_sync.song import make_song
from corvia_sync.tombstone import make_tombstone

LAST_DAY = date(2026, 12, 31)


def test_a_withdrawn_song_is_let_go_with_its_content_and_its_tombstone_stays(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    kept, taken_back = share(ada, title="kept"), share(ada, ("score",), title="taken back")
    for shared in (kept, taken_back):
        shared.keep_in(store)
    assert ended_blocks(store, community.cid, today) == ()
    stone = make_tombstone(ada.seed, community.cid, taken_back.song.cid)
    put_checked(store, stone.cid, stone.data)
    ended = ended_blocks(store, community.cid, today)
    assert ended == tuple(sorted(cid for cid, _ in taken_back.blocks()))
    assert stone.cid not in ended


def test_an_expired_song_is_let_go_once_the_retention_is_over(
    store: MemoryBlocks, share: Any, community: Any, ada: Any
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    days = timedelta(days=community.payload.retention_days)
    assert ended_blocks(store, community.cid, LAST_DAY + days) == ()
    after = ended_blocks(store, community.cid, LAST_DAY + days + timedelta(days=1))
    assert after == tuple(sorted(cid for cid, _ in shared.blocks()))


def test_anothers_tombstone_lets_nothing_go(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, ben: Any, today: date
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    stone = make_tombstone(ben.seed, community.cid, shared.song.cid)
    put_checked(store, stone.cid, stone.data)
    assert ended_blocks(store, community.cid, today) == ()


def test_content_that_another_song_links_to_stays(
    store: MemoryBlocks, content: Any, consent: Any, community: Any, ada: Any, today: date
) -> None:
    first, second = (make_song(ada.seed, content(), consent(ada, content())) for _ in range(2))
    for shared in (first, second):
        shared.keep_in(store)
    stone = make_tombstone(ada.seed, community.cid, first.song.cid)
    put_checked(store, stone.cid, stone.data)
    ended = ended_blocks(store, community.cid, today)
    assert ended == tuple(sorted((first.song.cid, first.receipt.cid)))


def test_a_song_of_another_community_stays(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, unknown_cid: Any
) -> None:
    share(ada, audience=unknown_cid).keep_in(store)
    assert ended_blocks(store, community.cid, date(2040, 1, 1)) == ()
