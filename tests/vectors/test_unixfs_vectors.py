import json
from pathlib import Path

import pytest

from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import read_car
from corvia_sync.cid import DAG_PB, RAW, Cid, cid_of
from corvia_sync.content import blocks_of
from corvia_sync.dag_pb import decode_node, encode_node
from corvia_sync.unixfs import (
    V0_2015,
    V1_2025,
    Profile,
    UnixFsRefused,
    file_blocks,
    file_over,
    read_file,
)

LARGEST = 4_000_000


def published(vectors: Path) -> list[dict[str, int | str]]:
    content = json.loads((vectors / "unixfs-js-oracle/file-cids.json").read_text())
    found: list[dict[str, int | str]] = content["vectors"]
    assert len(found) == 20
    return found


def content_of(vector: dict[str, int | str]) -> bytes:
    return bytes([int(vector["fill"])]) * int(vector["size"])


@pytest.mark.parametrize("profile", [V1_2025, V0_2015], ids=lambda profile: str(profile.name))
def test_files_have_the_published_cids_and_are_read_back(vectors: Path, profile: Profile) -> None:
    for vector in published(vectors):
        data = content_of(vector)
        root, blocks = file_blocks(data, profile)
        assert root.text == vector[profile.name]
        store = MemoryBlocks()
        for cid, block in blocks:
            put_checked(store, cid, block)
        assert read_file(store, root, LARGEST) == data


def test_the_root_over_a_songs_audio_links_is_that_of_the_whole_file(vectors: Path) -> None:
    for vector in published(vectors):
        data = content_of(vector)
        leaves = [(cid, len(piece)) for cid, piece in blocks_of(data)] or [(cid_of(b"", RAW), 0)]
        root, nodes = file_over(leaves)
        assert root.text == vector["unixfs-v1-2025"]
        assert len(nodes) == (len(leaves) > 1)


def test_published_dag_pb_nodes_are_decoded_and_encoded_again(vectors: Path) -> None:
    count = 0
    for path in sorted((vectors / "car/gateway-conformance").rglob("*.car")):
        with path.open("rb") as source:
            for block in read_car(source)[1]:
                if block.cid.codec == DAG_PB:
                    node = decode_node(block.data)
                    assert encode_node(node.links, node.data) == block.data
                    count += 1
    assert count == 326


def test_published_files_of_several_blocks_are_read(vectors: Path) -> None:
    folder = vectors / "car/gateway-conformance/fixtures/trustless_gateway_car"
    store = MemoryBlocks()
    with (folder / "subdir-with-mixed-block-files.car").open("rb") as source:
        for block in read_car(source)[1]:
            put_checked(store, block.cid, block.data)
    roots = [Cid.from_text(text) for text in store.cids()]
    nodes = [root for root in roots if root.codec == DAG_PB]
    folders = [root for root in nodes if _is_folder(store, root)]
    assert 0 < len(folders) < len(nodes)


def _is_folder(store: MemoryBlocks, root: Cid) -> bool:
    """Tell a folder, as its refusal names it, from a file, which is read."""
    try:
        return read_file(store, root, LARGEST) == b""
    except UnixFsRefused as refused:
        return "folder" in str(refused)
