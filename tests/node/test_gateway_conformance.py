"""What IPFS' gateway-conformance suite asks of a trustless gateway, asked of a node that serves.

The suite's files are UnixFS folders, which no community holds; the same questions are put to a
community's own blocks: signed objects in DAG-CBOR, and raw blocks below them.
Source: https://specs.ipfs.tech/http-gateways/trustless-gateway/ and the checks named in
https://github.com/ipfs/gateway-conformance (trustless raw, CAR, IPNS record).
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from corvia_local.node.configuration import Limits
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import read_car
from corvia_sync.cid import RAW, Cid, cid_of
from corvia_sync.heads import MemoryHeads
from corvia_sync.ipns_name import ipns_name_of
from corvia_sync.ipns_record import read_ipns_record
from tests.node.conftest import Member, make_node, served
from tests.sync.conftest import Person

RAW_TYPE = "application/vnd.ipld.raw"
CAR_TYPE = "application/vnd.ipld.car"
RECORD_TYPE = "application/vnd.ipfs.ipns-record"
ABSENT = cid_of(b"nobody keeps this", RAW).text


@dataclass(frozen=True)
class Site:
    """A node that serves, a song on it, and its author's IPNS name."""

    http: httpx.Client
    song: Any
    author: Person

    @property
    def cid(self) -> str:
        return str(self.song.song.cid.text)

    @property
    def score(self) -> Cid:
        found: Cid = self.song.song.payload.score[0]
        return found

    @property
    def receipt(self) -> str:
        return str(self.song.receipt.cid.text)

    @property
    def community(self) -> str:
        return str(self.song.receipt.payload.audience.text)

    @property
    def name(self) -> str:
        return ipns_name_of(self.author.did)

    def get(self, path: str, accept: str | None = None, **headers: str) -> httpx.Response:
        if accept is not None:
            headers["Accept"] = accept
        return self.http.get(path, headers=headers)

    def blocks_of(self, path: str, accept: str | None = None) -> list[str]:
        """Give the CIDs of a CAR's blocks in order; every hash is checked as they are read."""
        answer = self.get(path, accept)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].startswith(f"{CAR_TYPE}; version=1")
        return [block.cid.text for block in read_car(io.BytesIO(answer.content))[1]]


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, community: Any, ada: Person, share: Any
) -> Iterator[Site]:
    today = datetime.now(UTC).date()
    dates = {"valid_from": f"{today.year}-01-01", "valid_until": f"{today.year + 1}-12-31"}
    song = share(ada, ("score", "lyric"), "Song", **dates)
    kept = make_node(Path(tmp_path_factory.mktemp("gateway")) / "node", community, Limits())
    with ExitStack() as open_things:
        open_things.callback(kept.close)
        url = open_things.enter_context(served(kept)).url
        member = Member(ada, community, url, MemoryBlocks(), MemoryHeads())
        put_checked(member.store, community.cid, community.data)
        song.keep_in(member.store)
        member.publish()
        http = open_things.enter_context(httpx.Client(base_url=url))
        http.headers.pop("Accept")
        yield Site(http, song, ada)


CHECKS: dict[str, Callable[[Site], None]] = {}


def check(name: str) -> Callable[[Callable[[Site], None]], Callable[[Site], None]]:
    def add(function: Callable[[Site], None]) -> Callable[[Site], None]:
        CHECKS[name] = function
        return function

    return add


@check("raw: format=raw returns the block")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}?format=raw")
    assert answer.status_code == 200
    assert answer.content == site.song.song.data


@check("raw: Accept returns the block, with the headers that belong to it")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.score.text}", RAW_TYPE)
    assert hashlib.sha256(answer.content).digest() == site.score.digest
    assert answer.headers["Content-Type"] == RAW_TYPE
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{site.score}.bin"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@check("raw: filename names the file")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}?filename=foobar.bin", RAW_TYPE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="foobar.bin"'


@check("raw: an answer may be kept for ever, and says what it is of")
def _(site: Site) -> None:
    headers = site.get(f"/ipfs/{site.cid}", RAW_TYPE).headers
    directives = dict(
        one.strip().partition("=")[::2] for one in headers["Cache-Control"].split(",")
    )
    assert {"public", "immutable"} <= set(directives)
    assert int(directives["max-age"]) >= 29030400
    assert headers["Etag"]
    assert headers["X-Ipfs-Path"] == f"/ipfs/{site.cid}"
    assert headers["X-Ipfs-Roots"] == site.cid


@check("raw: a path below a block is refused")
def _(site: Site) -> None:
    assert site.get(f"/ipfs/{site.cid}/corvia?format=raw").status_code == 400


@check("format outweighs Accept")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}?format=raw", CAR_TYPE)
    assert answer.headers["Content-Type"] == RAW_TYPE


@check("Accept is read by its weights")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}", f"{RAW_TYPE};q=0.2, {CAR_TYPE};q=0.9")
    assert answer.headers["Content-Type"].startswith(CAR_TYPE)


@check("Content-Location names the form where the address does not")
def _(site: Site) -> None:
    assert site.get(f"/ipfs/{site.cid}", RAW_TYPE).headers["Content-Location"] == (
        f"/ipfs/{site.cid}?format=raw"
    )
    assert "Content-Location" not in site.get(f"/ipfs/{site.cid}?format=raw").headers


@check("a form that is not given is refused")
def _(site: Site) -> None:
    assert site.get(f"/ipfs/{site.cid}?format=tar").status_code == 406
    assert site.get(f"/ipfs/{site.cid}", "application/vnd.ipld.dag-json").status_code == 406


@check("what is no CID is refused")
def _(site: Site) -> None:
    for text in ("bafynotacid", "0", site.cid.upper(), "z" + site.cid[1:]):
        assert site.get(f"/ipfs/{text}?format=raw").status_code == 400, text


@check("a root that is not there is 404, as block, as CAR, by HEAD")
def _(site: Site) -> None:
    for form in ("raw", "car"):
        assert site.get(f"/ipfs/{ABSENT}?format={form}").status_code == 404
        assert site.http.head(f"/ipfs/{ABSENT}?format={form}").status_code == 404


@check("only-if-cached: 412 where the root is not there, the block where it is")
def _(site: Site) -> None:
    asked = {"Cache-Control": "only-if-cached"}
    assert site.get(f"/ipfs/{ABSENT}?format=raw", **asked).status_code == 412
    assert site.get(f"/ipfs/{site.cid}?format=raw", **asked).status_code == 200


@check("HEAD gives GET's headers and no body")
def _(site: Site) -> None:
    for path in (f"/ipfs/{site.cid}?format=raw", f"/ipfs/{site.cid}?format=car"):
        head, got = site.http.head(path), site.get(path)
        assert head.content == b""
        for name in ("Etag", "Content-Type", "Content-Length", "Content-Disposition"):
            assert head.headers[name] == got.headers[name]


@check("If-None-Match: 304 for the same, in a list, weakly, by a star; the body for another")
def _(site: Site) -> None:
    for form in ("raw", "car"):
        path = f"/ipfs/{site.cid}?format={form}"
        etag = site.get(path).headers["Etag"]
        weak = etag if etag.startswith("W/") else f"W/{etag}"
        for known in (etag, f'"other", {etag}', weak, "*"):
            answer = site.get(path, **{"If-None-Match": known})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["Etag"] == etag
        assert site.get(path, **{"If-None-Match": f'"x{etag[1:]}'}).status_code == 200
        absent = f"/ipfs/{ABSENT}?format={form}"
        assert site.get(absent, **{"If-None-Match": "*"}).status_code == 404


@check("probe: the empty identity block, as block and as CAR, by GET and HEAD")
def _(site: Site) -> None:
    assert site.get("/ipfs/bafkqaaa?format=raw").content == b""
    assert site.http.head("/ipfs/bafkqaaa?format=raw").status_code == 200
    answer = site.get("/ipfs/bafkqaaa?format=car")
    roots, blocks = read_car(io.BytesIO(answer.content))
    assert ([root.text for root in roots], list(blocks)) == (["bafkqaaa"], [])


@check("CAR: headers, and every parameter that holds")
def _(site: Site) -> None:
    headers = site.get(f"/ipfs/{site.cid}?format=car").headers
    assert headers["Content-Type"] == f"{CAR_TYPE}; version=1; order=dfs; dups=n"
    assert headers["Content-Disposition"] == f'attachment; filename="{site.cid}.car"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Accept-Ranges"] == "none"


@check("CAR: all below the root, depth first, exactly")
def _(site: Site) -> None:
    below = {site.score.text, site.receipt, site.community}
    for query in ("", "&dag-scope=all"):
        found = site.blocks_of(f"/ipfs/{site.cid}?format=car{query}")
        assert found[0] == site.cid
        assert sorted(found[1:]) == sorted(below)


@check("CAR: a path through DAG-CBOR holds the blocks on the way and all below its end")
def _(site: Site) -> None:
    song = f"/ipfs/{site.cid}/1/corvia%2Fsong@1.0.0"
    assert site.blocks_of(f"{song}/score/0?format=car") == [site.cid, site.score.text]
    found = site.blocks_of(f"{song}/receipt?format=car")
    assert found[:2] == [site.cid, site.receipt]
    assert set(found[2:]) == {site.score.text, site.community}
    found = site.blocks_of(f"{song}/receipt/1/corvia%2Freceipt@1.0.0/audience?format=car")
    assert found == [site.cid, site.receipt, site.community]
    block = site.blocks_of(f"{song}/receipt?format=car&dag-scope=block")
    assert block == [site.cid, site.receipt]


@check("CAR: a path that leads nowhere is 404")
def _(site: Site) -> None:
    assert site.get(f"/ipfs/{site.cid}/1/nothing?format=car").status_code == 404
    assert site.get(f"/ipfs/{site.cid}/9/h?format=car").status_code == 404
    for odd in ("%22", "%00", "%FF", "é", '"', "1/%0d%0aX:y"):
        assert site.get(f"/ipfs/{site.cid}/{odd}?format=car").status_code == 404, odd


@check("CAR: a path to a value within a block holds that block")
def _(site: Site) -> None:
    assert site.blocks_of(f"/ipfs/{site.cid}/1/h?format=car") == [site.cid]


@check("CAR: dag-scope=block is the root alone")
def _(site: Site) -> None:
    assert site.blocks_of(f"/ipfs/{site.cid}?format=car&dag-scope=block") == [site.cid]


@check("CAR: dag-scope=entity of DAG-CBOR does not follow its links")
def _(site: Site) -> None:
    assert site.blocks_of(f"/ipfs/{site.cid}?format=car&dag-scope=entity") == [site.cid]


@check("CAR: an unknown dag-scope is refused")
def _(site: Site) -> None:
    assert site.get(f"/ipfs/{site.cid}?format=car&dag-scope=some").status_code == 400


@check("CAR: entity-bytes of a raw block in and partly beyond it, and negative, is the block")
def _(site: Site) -> None:
    for asked in ("0:*", "0:0", "5:10", "10:99999999", "-5:*", "-99999999:*", "-99999999:-3"):
        path = f"/ipfs/{site.score}?format=car&entity-bytes={asked}"
        assert site.blocks_of(path) == [site.score.text], asked


@check("CAR: entity-bytes wholly outside, or no range, is refused")
def _(site: Site) -> None:
    for asked in ("99999999:*", "10:5", "x:y", "1", "*:5", ""):
        path = f"/ipfs/{site.score}?format=car&entity-bytes={asked}"
        assert site.get(path).status_code == 400, asked


@check("CAR: entity-bytes of what is no row of bytes is its entity")
def _(site: Site) -> None:
    path = f"/ipfs/{site.cid}?format=car&dag-scope=entity&entity-bytes=0:10"
    assert site.blocks_of(path) == [site.cid]


@check("CAR: Etag tells scopes, ranges and duplicates apart")
def _(site: Site) -> None:
    scopes = ["", "&dag-scope=block", "&dag-scope=entity", "&car-dups=y"]
    ranges = [f"&entity-bytes={one}" for one in ("0:5", "0:6", "0:*")]
    paths = [f"/ipfs/{site.score}?format=car{one}" for one in scopes + ranges]
    assert len({site.get(path).headers["Etag"] for path in paths}) == len(paths)


@check("CAR: dups=y repeats a block each time it is linked, dups=n does not")
def _(site: Site) -> None:
    once = site.blocks_of(f"/ipfs/{site.cid}", f"{CAR_TYPE}; version=1; order=dfs; dups=n")
    every = site.blocks_of(f"/ipfs/{site.cid}", f"{CAR_TYPE}; version=1; order=dfs; dups=y")
    assert len(set(once)) == len(once) < len(every)
    assert set(once) == set(every)
    assert every.count(site.score.text) == 3


@check("CAR: the answer says which parameters hold; the address outweighs Accept")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}?format=car&car-dups=n", f"{CAR_TYPE};dups=y;order=unk")
    assert answer.headers["Content-Type"] == f"{CAR_TYPE}; version=1; order=dfs; dups=n"
    answer = site.get(f"/ipfs/{site.cid}?format=car", f"{CAR_TYPE};dups=y")
    assert answer.headers["Content-Type"].endswith("dups=y")


@check("CAR: parameters that are not given are refused")
def _(site: Site) -> None:
    for query in ("car-version=2", "car-order=bfs", "car-dups=maybe"):
        assert site.get(f"/ipfs/{site.cid}?format=car&{query}").status_code == 406, query


@check("CAR: a block in an identity CID is not written, with dups=y neither")
def _(site: Site) -> None:
    text = "bafkqaf3imvwgy3zaneqgc3janfxgy2lomvscay3jmqfa"
    assert site.blocks_of(f"/ipfs/{text}", f"{CAR_TYPE}; dups=y") == []


@check("CAR: a range of HTTP is not honoured, and said so")
def _(site: Site) -> None:
    answer = site.get(f"/ipfs/{site.cid}?format=car", Range="bytes=0-9")
    assert answer.status_code == 200
    assert answer.headers["Accept-Ranges"] == "none"


@check("IPNS: format=ipns-record and Accept give a record that verifies, with its headers")
def _(site: Site) -> None:
    for answer in (
        site.get(f"/ipns/{site.name}?format=ipns-record"),
        site.get(f"/ipns/{site.name}", RECORD_TYPE),
        site.get(f"/routing/v1/ipns/{site.name}", RECORD_TYPE),
    ):
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == RECORD_TYPE
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Cache-Control"].startswith("public, max-age=")
        record = read_ipns_record(answer.content, site.author.did)
        assert record.name == site.name


@check("IPNS: filename in another script is written both ways")
def _(site: Site) -> None:
    answer = site.get(f"/ipns/{site.name}?format=ipns-record&filename=testтест.ipns-record")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="test____.ipns-record";'
        " filename*=UTF-8''test%D1%82%D0%B5%D1%81%D1%82.ipns-record"
    )


@check("IPNS: a block or CAR of the name is what the record points at, and is kept briefly")
def _(site: Site) -> None:
    record = read_ipns_record(site.get(f"/ipns/{site.name}").content, site.author.did)
    answer = site.get(f"/ipns/{site.name}?format=raw")
    assert cid_of(answer.content, record.target.codec) == record.target
    assert "immutable" not in answer.headers["Cache-Control"]
    assert site.blocks_of(f"/ipns/{site.name}?format=car")[0] == record.target.text


@check("IPNS: an unknown name is 404, If-None-Match 304")
def _(site: Site) -> None:
    assert site.get("/ipns/k51qzi5uqu5dh71qgwangrt6r0nd4094i88nsady6qgd1dhjcyfsaqmpp143ab").is_error
    etag = site.get(f"/ipns/{site.name}").headers["Etag"]
    assert site.get(f"/ipns/{site.name}", **{"If-None-Match": etag}).status_code == 304


@check("a page of another origin may read")
def _(site: Site) -> None:
    for path in (f"/ipfs/{site.cid}?format=raw", f"/ipns/{site.name}"):
        assert site.get(path).headers["Access-Control-Allow-Origin"] == "*"


@check("what was not asked in one of these ways is not acted on: POST is 405")
def _(site: Site) -> None:
    assert site.http.post(f"/ipfs/{site.cid}").status_code == 405
    assert site.http.delete(f"/ipns/{site.name}").status_code == 405


@pytest.mark.parametrize("name", CHECKS)
def test_the_node_is_a_trustless_gateway(site: Site, name: str) -> None:
    CHECKS[name](site)
