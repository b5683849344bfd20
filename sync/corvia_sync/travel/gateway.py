"""Any trustless IPFS gateway, read by HTTP.

Sources: https://specs.ipfs.tech/http-gateways/trustless-gateway/ for blocks and IPNS records.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_sync.blocks import LARGEST_BLOCK
from corvia_sync.bounded_http import BoundedHttp, Patience, RequestFailed, make_client
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import LARGEST_RECORD, IpnsRecord
from corvia_sync.travel.transport import ReadOnly

RAW_BLOCK: Final = "application/vnd.ipld.raw"
IPNS_RECORD: Final = "application/vnd.ipfs.ipns-record"
_NOT_FOUND: Final = frozenset({404, 410, 451, 500, 504})
"""Gateways answer 500 where a name cannot be resolved, 504 where a block is not found in time."""

PATIENCE: Final = Patience(silence=40, whole=60)


class Gateway:
    """A gateway at a URL such as `https://example.org`. Close it when done."""

    def __init__(self, url: str, patience: Patience | None = None) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise BadInput(f"“{url[:100]}” is no gateway. Its address starts with https://.")
        chosen = patience or PATIENCE
        self.name = f"the gateway {url}"
        self.at_once = 6
        self._http = BoundedHttp(f"The gateway {url}", make_client(url, chosen), chosen)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def head(self, name: str) -> bytes | None:
        """Give the newest IPNS record of a name, or None. Not verified yet."""
        return self._get(f"/ipns/{name}", "ipns-record", IPNS_RECORD, LARGEST_RECORD)

    def block(self, cid: Cid) -> bytes | None:
        """Give a block, or None. Its hash is not checked yet."""
        return self._get(f"/ipfs/{cid.text}", "raw", RAW_BLOCK, LARGEST_BLOCK)

    def names(self) -> tuple[str, ...]:
        """List nothing: a gateway does not say whose heads it knows."""
        return ()

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Raise ReadOnly."""
        raise self._read_only()

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Raise ReadOnly."""
        raise self._read_only()

    def _get(self, path: str, form: str, accept: str, largest: int) -> bytes | None:
        try:
            return self._http.get(path, {"format": form}, accept, largest)
        except RequestFailed as error:
            if error.status in _NOT_FOUND:
                return None
            raise

    def _read_only(self) -> ReadOnly:
        return ReadOnly(
            "A gateway only gives. Publish what you share through a folder or an IPFS node."
        )
