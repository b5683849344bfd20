"""Long fuzzing of everything that reads a stranger's bytes: declared errors only, bounded memory.

Inputs grow from samples that verify, by flipped, cut, copied, swapped and inserted pieces, so that
they get past the first checks; “signed” signs what was changed, and “rehashed” names it by its new
hash. Of each twentieth input the memory is traced; of all the process's highest mark is looked at.
`make fuzz MINUTES=60` fuzzes each reader for an hour; what was run is printed.
"""

import io
import os
import random
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from starlette.requests import Request

from corvia_local.errors import BadInput, NotFound, PeerRefused
from corvia_local.model.score import decode_score, encode_score
from corvia_local.node.asking import read_asked
from corvia_local.node.gateway import path_below
from corvia_local.node.walking import follow_path
from corvia_sync import dag_cbor
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import CarLimits, read_car, write_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of, read_cid_at
from corvia_sync.circle import open_circle
from corvia_sync.composition import read_composition
from corvia_sync.dag_pb import PbLink, decode_node, encode_node
from corvia_sync.denylist import parse_denylist
from corvia_sync.envelope import open_envelope, seal, tag_of
from corvia_sync.epoch import Epoch, begin_epoch, open_epoch
from corvia_sync.exchange import export_car, import_car
from corvia_sync.feed import make_steps, read_step
from corvia_sync.gathering import gather
from corvia_sync.ipns_name import did_of_ipns_name, ipns_name_of
from corvia_sync.ipns_record import make_ipns_record, read_ipns_record
from corvia_sync.join_request import open_request, seal_request
from corvia_sync.leaving import make_leaving
from corvia_sync.manifest import make_first_manifest
from corvia_sync.retention import ended_blocks
from corvia_sync.sealed_song import seal_song
from corvia_sync.signed_object import Payload, read_signed, to_plain
from corvia_sync.song import read_song
from corvia_sync.tombstone import make_tombstone
from corvia_sync.unixfs import file_blocks, read_file
from tests.sync.conftest import Person
from tests.sync.test_pulling import NOW

SECONDS = float(os.environ.get("CORVIA_FUZZ_SECONDS", "3"))
LARGEST_INPUT = 300_000
MOST_MEMORY = 64 * 1024 * 1024
MOST_GROWTH = 256 * 1024 * 1024
"""Of the whole process, the corpus and what the allocator holds back among it."""

TRACED = 20

CLAIMS = (
    b"\xff" * 9,
    b"\x9b" + b"\xff" * 8,
    b"\x80" * 12,
    bytes(40),
    b"\x82" * 40,
)
"""Pieces that claim great lengths or depths."""

KIB_OR_BYTE = 1 if sys.platform == "darwin" else 1024
"""The unit of `ru_maxrss` (getrusage(2))."""

Reader = Callable[[bytes], object]


@pytest.fixture
def samples(
    ada: Person, community: Any, share: Any, store: MemoryBlocks, score: Any, today: Any
) -> dict[str, bytes]:
    shared = share(ada)
    shared.keep_in(store)
    stone = make_tombstone(ada.seed, community.cid, community.cid)
    (step,) = make_steps(ada.seed, None, community.cid, [stone.cid])
    car = io.BytesIO()
    export_car(store, community.cid, today, car)
    closed = make_first_manifest(ada.seed, name="C", purpose="", closed=True)
    _, sealed = seal_request(ada.seed, community.cid, community.payload, "hello", today)
    return {
        "dag-cbor": community.data,
        "car": car.getvalue(),
        "import": car.getvalue(),
        "envelope": stone.data,
        "objects": shared.song.data,
        "step": step.data,
        "record": make_ipns_record(ada.seed, step.cid, 0, NOW).data,
        "cid": bytes(community.cid),
        "cid text": community.cid.text.encode(),
        "name": ipns_name_of(ada.did).encode(),
        "dag-pb": encode_node([PbLink(cid_of(b"x", RAW), "a", 1)], b"\x08\x02\x18\x01"),
        "unixfs": file_blocks(bytes(1_100_000))[1][-1][1],
        "score": encode_score(score),
        "composition": dag_cbor.encode({"corvia/composition@1.0.0": {}}),
        "epoch": begin_epoch(ada.seed, closed.cid, closed, {}).data,
        "request": sealed,
        "denylist": b"version: 1\n---\n/ipfs/" + community.cid.text.encode() + b"\n!//Qm\n",
        "store": shared.receipt.data,
        "signed": bytes(8),
        "rehashed": shared.song.data,
        "asked": b"format=car&dag-scope=entity&entity-bytes=0:-5&filename=a.car\0"
        b"application/vnd.ipld.car;order=dfs;dups=y;q=0.5, */*",
        "path": b"1/corvia%2Fsong@1.0.0/receipt/1",
    }


def readers(ada: Person, community: Any, today: Any, shared: Any) -> dict[str, Reader]:
    payloads = payloads_of(ada, community, shared)
    leaves = file_blocks(bytes(1_100_000))[1][:-1]

    def unixfs(data: bytes) -> object:
        blocks = MemoryBlocks()
        for leaf, piece in leaves:
            blocks.put(leaf.text, piece)
        cid = cid_of(data, 0x70)
        blocks.put(cid.text, data)
        return read_file(blocks, cid, 2_000_000)

    def store(data: bytes) -> object:
        blocks = MemoryBlocks()
        put_checked(blocks, community.cid, community.data)
        cid = cid_of(data, DAG_CBOR)
        blocks.put(cid.text, data)
        open_circle(blocks, ada.seed, community.cid)
        return gather(blocks, community.cid, today)

    def signed(data: bytes) -> object:
        chance = random.Random(data)
        kind, value = chance.choice(payloads)
        for _ in range(chance.randint(1, 3)):
            value = changed(chance, value)
        if not isinstance(value, dict):
            raise BadInput("It is no payload.")
        envelope = seal(ada.seed, kind.TAG, value)
        blocks = MemoryBlocks()
        for cid, piece in (*shared.blocks(), (community.cid, community.data)):
            blocks.put(cid.text, piece)
        blocks.put(cid_of(envelope, DAG_CBOR).text, envelope)
        gather(blocks, community.cid, today)
        ended_blocks(blocks, community.cid, today)
        return read_signed(envelope, kind)

    def rehashed(data: bytes) -> object:
        blocks = [*shared.blocks(), (community.cid, community.data)]
        blocks += [(cid_of(data, DAG_CBOR), data), (cid_of(data, RAW), data)][: 1 + len(data) % 2]
        car = io.BytesIO()
        write_car(car, (community.cid,), blocks)
        car.seek(0)
        return import_car(car, MemoryBlocks(), limits)

    def asked(data: bytes) -> object:
        query, _, accept = data.partition(b"\0")
        headers = [(b"accept", accept)]
        scope = {"type": "http", "query_string": query, "headers": headers, "path": "/"}
        wish = read_asked(Request(scope), ("raw", "car"))
        return wish.disposition("x").encode("latin-1"), wish.car.media_type.encode("latin-1")

    def path(data: bytes) -> object:
        step = path_below({"path": "/", "raw_path": b"/ipfs/x/" + data})
        step.encode("ascii")
        return follow_path(lambda _: None, (community.cid, community.data), step)

    def epoch(data: bytes) -> object:
        return open_epoch(ada.seed, read_signed(data, Epoch).payload)

    limits = CarLimits(size=10_000_000, count=10_000)
    return {
        "dag-cbor": dag_cbor.decode,
        "car": lambda data: list(read_car(io.BytesIO(data), limits)[1]),
        "import": lambda data: import_car(io.BytesIO(data), MemoryBlocks(), limits),
        "envelope": open_envelope,
        "objects": lambda data: (tag_of(data), read_song(data)),
        "step": read_step,
        "record": lambda data: read_ipns_record(data, ada.did),
        "cid": lambda data: read_cid_at(data, 0),
        "cid text": lambda data: Cid.from_text(data.decode("latin-1")),
        "name": lambda data: did_of_ipns_name(data.decode("latin-1")),
        "dag-pb": decode_node,
        "unixfs": unixfs,
        "score": decode_score,
        "composition": read_composition,
        "epoch": epoch,
        "request": lambda data: open_request(ada.seed, data, community.cid, today),
        "denylist": lambda data: parse_denylist(data.decode("latin-1")),
        "store": store,
        "signed": signed,
        "rehashed": rehashed,
        "asked": asked,
        "path": path,
    }


def payloads_of(ada: Person, community: Any, shared: Any) -> list[tuple[type[Payload], Any]]:
    """Give a payload of every kind, as it would be signed."""
    stone = make_tombstone(ada.seed, community.cid, shared.song.cid)
    (step,) = make_steps(ada.seed, None, community.cid, [stone.cid])
    closed = make_first_manifest(ada.seed, name="C", purpose="", closed=True)
    epoch = begin_epoch(ada.seed, community.cid, community, {})
    sealed, _ = seal_song(ada.seed, shared, begin_epoch(ada.seed, closed.cid, closed, {}))
    signed: list[Any] = [
        *(shared.song, shared.receipt, stone, community, closed, epoch, sealed, step),
        make_leaving(ada.seed, community.cid, 0),
    ]
    return [(type(one.payload), to_plain(one.payload)) for one in signed]


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, "", "\x1b[2J", "9999-99-99", "x" * 5000, b"", bytes(64), [], {},
    [[[[[]]]]], [0] * 3000, cid_of(b"", RAW), cid_of(b"", DAG_CBOR),
)  # fmt: skip


def changed(chance: random.Random, value: Any) -> Any:
    """Change one place in a value: another value there, one more, one less, or another name."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        match chance.randrange(12):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return {**value, chance.choice(("x", "iss", "fields", "")): chance.choice(ODD)}
            case _:
                return {**value, key: changed(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        match chance.randrange(4):
            case 0:
                return [*value, value[at]]
            case 1:
                return value[:at] + value[at + 1 :]
            case _:
                return [*value[:at], changed(chance, value[at]), *value[at + 1 :]]
    return chance.choice(ODD)


NAMES = [
    "dag-cbor", "car", "import", "envelope", "objects", "step", "record", "cid", "cid text", "name",
    "dag-pb", "unixfs", "score", "composition", "epoch", "request", "denylist", "store",
    "signed", "rehashed", "asked", "path",
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_gives_a_value_or_a_declared_error_and_asks_for_little_memory(
    name: str, samples: dict[str, bytes], ada: Person, community: Any, today: Any, share: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    read = readers(ada, community, today, share(ada))[name]
    chance = random.Random(name)
    corpus = [samples[name], *(data for data in samples.values())]
    ended, count, refused, peak = time.monotonic() + SECONDS, 0, 0, 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while time.monotonic() < ended:
        data = mutated(chance, corpus)
        traced = count % TRACED == 0
        if traced:
            tracemalloc.start()
        try:
            read(data)
            if len(corpus) < 500:
                corpus.append(data)
        except (PeerRefused, BadInput, NotFound):
            refused += 1
        except Exception as error:
            raise AssertionError(f"{name} raised {error!r} for {data[:4000].hex()}") from error
        if traced:
            peak = max(peak, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        count += 1
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * KIB_OR_BYTE
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: {count} inputs, {refused} refused, {peak / 1e6:.1f} MB at most,"
            f" the process grew by {growth / 1e6:.0f} MB"
        )
    assert count > 20
    assert refused > 0 or name == "store", "a store passes over what does not verify"
    assert peak < MOST_MEMORY
    assert growth < MOST_GROWTH


def mutated(chance: random.Random, corpus: list[bytes]) -> bytes:
    """Change a sample in one to eight places."""
    data = bytearray(chance.choice(corpus[:1] * 3 + corpus))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 2, 4, 8, 64)))
        match chance.randrange(7):
            case 0:
                data[at:end] = bytes(chance.getrandbits(8) for _ in range(end - at))
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 2, 100))
            case 3:
                other = chance.choice(corpus)
                start = chance.randrange(len(other) + 1)
                data[at:end] = other[start : start + chance.choice((1, 9, 40, 400))]
            case 4:
                data[at:at] = chance.choice(CLAIMS)
            case 5 if data:
                data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
            case 6:
                data = data[:at]
    return bytes(data[:LARGEST_INPUT])
