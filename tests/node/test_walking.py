"""What lies below a block is bounded before it is gathered for a file."""

import pytest

from corvia_local.node.asking import CarWish
from corvia_local.node.walking import CarTooLarge, PathMissing, blocks_of_car, follow_path
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of
from corvia_sync.dag_cbor import Limits, encode

LARGE = Limits(1024 * 1024, 16, 200_000)
EVERY = CarWish("all", None, dups=True)
ONCE = CarWish("all", None, dups=False)


def ladder(rungs: int) -> dict[Cid, bytes]:
    """Make a chain in which each block links to the next one twice: 2ⁿ ways to its end."""
    data = b"the end"
    blocks = {cid_of(data, RAW): data}
    for _ in range(rungs):
        below = next(reversed(blocks))
        data = encode([below, below])
        blocks[cid_of(data, DAG_CBOR)] = data
    return blocks


def below(blocks: dict[Cid, bytes], wish: CarWish) -> list[Cid]:
    root = next(reversed(blocks))
    end = follow_path(blocks.get, (root, blocks[root]), "")
    return [cid for cid, _ in blocks_of_car(blocks.get, end, wish)]


def test_a_ladder_is_given_once_or_refused_where_every_way_is_asked_for() -> None:
    blocks = ladder(40)
    assert len(below(blocks, ONCE)) == 41
    assert len(below(ladder(6), EVERY)) == 2**7 - 1
    with pytest.raises(CarTooLarge, match="Ask block by block"):
        below(blocks, EVERY)


def test_links_to_what_is_not_here_are_bounded_too() -> None:
    absent = [cid_of(number.to_bytes(3, "big"), RAW) for number in range(20_000)]
    data = encode(list(absent), LARGE)
    middle = cid_of(data, DAG_CBOR)
    top = encode([middle] * 200)
    asked: list[Cid] = []

    def get(cid: Cid) -> bytes | None:
        asked.append(cid)
        return data if cid == middle else None

    end = follow_path(get, (cid_of(top, DAG_CBOR), top), "")
    with pytest.raises(CarTooLarge, match="more links"):
        list(blocks_of_car(get, end, EVERY))
    assert len(asked) <= 50_000


def test_a_path_of_many_steps_is_not_followed() -> None:
    data = encode([0])
    with pytest.raises(PathMissing, match="at most 64"):
        follow_path(lambda _: None, (cid_of(data, DAG_CBOR), data), "0/" * 100)
