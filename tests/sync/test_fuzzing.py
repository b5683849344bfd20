"""Long fuzzing of everything that reads a stranger's bytes: declared errors only, bounded memory.

Inputs grow from samples that verify, by flipped, cut, copied, swapped and inserted pieces, so that
they get past the first checks. `CORVIA_FUZZ_SECONDS` says how long each reader is fuzzed (an hour
by `CORVIA_FUZZ_SECONDS=3600 make soak`); what was run is printed.
"""

import io
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from corvia_local.errors import BadInput, PeerRefused
from corvia_local.model.score import decode_score, encode_score
from corvia_sync import dag_cbor
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import CarLimits, read_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of, read_cid_at
from corvia_sync.circle import open_circle
from corvia_sync.composition import read_composition
from corvia_sync.dag_pb import PbLink, decode_node, encode_node
from corvia_sync.denylist import parse_denylist
from corvia_sync.envelope import open_envelope, tag_of
from corvia_sync.epoch import Epoch, begin_epoch, open_epoch
from corvia_sync.exchange import export_car, import_car
from corvia_sync.feed import make_steps, read_step
from corvia_sync.gathering import gather
from corvia_sync.ipns_name import did_of_ipns_name, ipns_name_of
from corvia_sync.ipns_record import make_ipns_record, read_ipns_record
from corvia_sync.join_request import open_request, seal_request
from corvia_sync.manifest import make_first_manifest
from corvia_sync.signed_object import read_signed
from corvia_sync.song import read_song
from corvia_sync.tombstone import make_tombstone
from corvia_sync.unixfs import file_blocks, read_file
from tests.sync.conftest import Person
from tests.sync.test_pulling import NOW

SECONDS = float(os.environ.get("CORVIA_FUZZ_SECONDS", "3"))
LARGEST_INPUT = 300_000
MOST_MEMORY = 64 * 1024 * 1024

CLAIMS = (
    b"\xff" * 9,
    b"\x9b" + b"\xff" * 8,
    b"\x80" * 12,
    bytes(40),
    b"\x82" * 40,
)
"""Pieces that claim great lengths or depths."""

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
        "unixfs": file_blocks(bytes(3_000_000))[1][-1][1],
        "score": encode_score(score),
        "composition": dag_cbor.encode({"corvia/composition@1.0.0": {}}),
        "epoch": begin_epoch(ada.seed, closed.cid, closed, {}).data,
        "request": sealed,
        "denylist": b"version: 1\n---\n/ipfs/" + community.cid.text.encode() + b"\n!//Qm\n",
        "store": shared.receipt.data,
    }


def readers(ada: Person, community: Any, today: Any) -> dict[str, Reader]:
    def unixfs(data: bytes) -> object:
        blocks = MemoryBlocks()
        cid = cid_of(data, 0x70)
        blocks.put(cid.text, data)
        return read_file(blocks, cid, 1_000_000)

    def store(data: bytes) -> object:
        blocks = MemoryBlocks()
        put_checked(blocks, community.cid, community.data)
        cid = cid_of(data, DAG_CBOR)
        blocks.put(cid.text, data)
        open_circle(blocks, ada.seed, community.cid)
        return gather(blocks, community.cid, today)

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
    }


NAMES = [
    "dag-cbor", "car", "import", "envelope", "objects", "step", "record", "cid", "cid text", "name",
    "dag-pb", "unixfs", "score", "composition", "epoch", "request", "denylist", "store",
]  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_gives_a_value_or_a_declared_error_and_asks_for_little_memory(
    name: str, samples: dict[str, bytes], ada: Person, community: Any, today: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    read = readers(ada, community, today)[name]
    chance = random.Random(name)
    corpus = [samples[name], *(data for data in samples.values())]
    ended, count, refused, peak = time.monotonic() + SECONDS, 0, 0, 0
    tracemalloc.start()
    while time.monotonic() < ended:
        data = mutated(chance, corpus)
        tracemalloc.reset_peak()
        try:
            read(data)
            if len(corpus) < 500:
                corpus.append(data)
        except (PeerRefused, BadInput):
            refused += 1
        except Exception as error:
            raise AssertionError(f"{name} raised {error!r} for {data[:4000].hex()}") from error
        peak = max(peak, tracemalloc.get_traced_memory()[1])
        count += 1
    tracemalloc.stop()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: {count} inputs, {refused} refused, {peak / 1e6:.1f} MB at most"
        )
    assert count > 20
    assert refused > 0 or name == "store", "a store passes over what does not verify"
    assert peak < MOST_MEMORY


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
