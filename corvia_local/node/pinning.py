"""Keep an IPFS node in step with what the community's node keeps."""

from collections.abc import Iterator

from corvia_local.errors import BadInput
from corvia_local.node.configuration import KuboSettings
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import read_ipns_record
from corvia_sync.keeping.community_copy import CommunityCopy
from corvia_sync.kubo.client import Kubo
from corvia_sync.travel.kubo import KuboTransport


def pin_all(copy: CommunityCopy, settings: KuboSettings) -> int:
    """Pin every author's songs and feed, publish their heads, let go of what ended.

    Gives the number of authors. Raises Unreachable and KuboFailed where the node does not do it;
    what was done by then is found done the next time.
    """
    node = Kubo(settings.address, authorization=_authorization(settings))
    try:
        transport = KuboTransport(node)
        ended, authors = copy.ended(), copy.authors()
        for author in authors:
            _pin_author(copy, transport, author)
        transport.let_go(tuple(map(Cid.from_text, ended)))
        copy.forgotten(ended)
        return len(authors)
    finally:
        node.close()


def _pin_author(copy: CommunityCopy, transport: KuboTransport, author: str) -> None:
    data = copy.record(author)
    if data is None:
        return
    objects = copy.objects_of(author)
    lacking = transport.lacking(tuple(objects))
    wanted = [cid for key in lacking for cid in objects[key]]
    transport.publish(read_ipns_record(data, author), _blocks(copy, wanted), ())


def _blocks(copy: CommunityCopy, cids: list[Cid]) -> Iterator[Block]:
    for cid in cids:
        data = copy.blocks.get(cid.text)
        if data is not None:
            yield cid, data


def _authorization(settings: KuboSettings) -> str | None:
    if settings.authorization_file is None:
        return None
    try:
        return settings.authorization_file.read_text().strip()
    except OSError as error:
        raise BadInput("The file with the IPFS node's authorization cannot be read.") from error
