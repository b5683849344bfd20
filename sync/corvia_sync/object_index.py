"""Which blocks of a store are signed objects, by kind.

A store carries no index of its own: one pass reads every DAG-CBOR block and looks at its first
bytes. That is one `get` a block, without decoding or verifying; raw blocks are not read.
"""

from dataclasses import dataclass, field

from corvia_sync.blocks import BlockStore
from corvia_sync.cid import DAG_CBOR, SHA2_256, SHA2_256_BYTES, Cid
from corvia_sync.envelope import tag_of

_DAG_CBOR_TEXT = Cid(bytes([1, DAG_CBOR, SHA2_256, SHA2_256_BYTES]) + bytes(32)).text[:7]
"""What the text of every DAG-CBOR block's CID starts with."""


@dataclass
class ObjectIndex:
    """CIDs of what may be signed objects, by tag, in CID order. Nothing here is verified."""

    by_tag: dict[str, list[Cid]] = field(default_factory=dict)

    def of(self, tag: str) -> list[Cid]:
        """List the blocks that say they are of this kind."""
        return self.by_tag.get(tag, [])


def index_objects(store: BlockStore) -> ObjectIndex:
    """Sort a store's DAG-CBOR blocks by the tag that they carry."""
    index = ObjectIndex()
    for text in store.cids():
        data = store.get(text) if text.startswith(_DAG_CBOR_TEXT) else None
        tag = None if data is None else tag_of(data)
        if tag is not None:
            index.by_tag.setdefault(tag, []).append(Cid.from_text(text))
    for cids in index.by_tag.values():
        cids.sort()
    return index
