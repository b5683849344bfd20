"""Keep an IPFS node, and a pinning service, in step with what the community's node keeps."""

import ipaddress
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from corvia_local.errors import BadInput, CorviaError
from corvia_local.node.configuration import KuboSettings, PinningSettings
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import read_ipns_record
from corvia_sync.keeping.community_copy import CommunityCopy
from corvia_sync.kubo.client import Kubo
from corvia_sync.pinning_service import (
    InStep,
    PinningService,
    bring_into_step,
    is_this_machine,
)
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


def pin_remotely(copy: CommunityCopy, pinning: PinningSettings, kubo: KuboSettings) -> InStep:
    """Have a pinning service pin all songs that are kept here, and nothing that ended.

    Raises Unreachable, RequestFailed and AnswerRefused where the service does not do it.
    """
    token = _read_secret(pinning.token_file, "the pinning service's token")
    node = Kubo(kubo.address, authorization=_authorization(kubo))
    service = PinningService(pinning.address, token)
    try:
        name = f"corvia {copy.community.text}"
        origins = _origins(node.identity().addresses, pinning.address)
        found = bring_into_step(service, name, copy.pinnable(), origins)
        for address in found.delegates:
            with suppress(CorviaError):  # the service finds the blocks in other ways, more slowly
                node.connect(address)
        return found
    finally:
        service.close()
        node.close()


def _origins(addresses: Sequence[str], service: str) -> list[str]:
    """Choose the addresses that a service is told: those of this machine's own network only where
    the service is on this machine too.
    """
    if is_this_machine(urlsplit(service).hostname or ""):
        return list(addresses)
    return [one for one in addresses if _is_public(one)]


def _is_public(multiaddress: str) -> bool:
    _, kind, host, *_ = (*multiaddress.split("/"), "", "")
    if kind not in {"ip4", "ip6"}:
        return True
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False


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
    return _read_secret(settings.authorization_file, "the IPFS node's authorization")


def _read_secret(file: Path, what: str) -> str:
    try:
        return file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The file with {what} cannot be read.") from error
