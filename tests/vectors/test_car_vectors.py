import io
import json
from pathlib import Path

import pytest

from corvia_sync.car import CarRefused, read_car, write_car


def test_carv1_basic_has_the_published_roots_offsets_and_blocks(vectors: Path) -> None:
    folder = vectors / "car/ipld-specs/specs/transport/car/fixture/carv1-basic"
    described = json.loads((folder / "carv1-basic.json").read_text())
    data = (folder / "carv1-basic.car").read_bytes()
    roots, blocks = read_car(io.BytesIO(data))
    assert [root.text for root in roots] == [root["/"] for root in described["header"]["roots"]]
    read = [(block.cid.text, block.offset, len(block.data)) for block in blocks]
    assert read == [
        (block["cid"]["/"], block["offset"], block["blockLength"]) for block in described["blocks"]
    ]


@pytest.mark.parametrize(
    "name",
    [
        "car/ipld-specs/specs/transport/car/fixture/carv1-basic/carv1-basic.car",
        "car/js-car/test/go.car",
    ],
)
def test_published_files_are_written_again_byte_for_byte(vectors: Path, name: str) -> None:
    data = (vectors / name).read_bytes()
    roots, blocks = read_car(io.BytesIO(data))
    target = io.BytesIO()
    write_car(target, roots, ((block.cid, block.data) for block in blocks))
    assert target.getvalue() == data


def test_every_published_carv1_file_is_read_to_its_end(vectors: Path) -> None:
    files = sorted((vectors / "car").rglob("*.car"))
    files = [path for path in files if "carv2" not in path.name]
    assert len(files) > 20
    for path in files:
        with path.open("rb") as source:
            _, blocks = read_car(source)
            assert sum(1 for _ in blocks) > 0, path


@pytest.mark.parametrize(
    "name",
    [
        "car/ipld-specs/specs/transport/car/fixture/carv2-basic/carv2-basic.car",
        "car/js-car/test/go.carv2",
    ],
)
def test_car_version_2_is_refused_at_its_header(vectors: Path, name: str) -> None:
    with (vectors / name).open("rb") as source, pytest.raises(CarRefused) as refusal:
        read_car(source)
    assert refusal.value.offset == 0


def test_every_flipped_byte_of_a_published_block_is_refused(vectors: Path) -> None:
    data = (vectors / "car/js-car/test/go.car").read_bytes()
    for position in range(100, len(data)):
        flipped = bytearray(data)
        flipped[position] ^= 0xFF
        with pytest.raises(CarRefused):
            list(read_car(io.BytesIO(flipped))[1])
