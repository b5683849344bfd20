"""How an error of ours, and an answer of the node, look in HTTP."""

from starlette.responses import Response

from corvia_local.errors import Busy, CorviaError, NotFound, PeerRefused, StorageFailed
from corvia_local.node.asking import NotOffered
from corvia_sync.cid import CidRefused
from corvia_sync.heads import Forked, RolledBack
from corvia_sync.keeping.community_copy import NotAdmitted, QuotaExceeded

_STATUS: tuple[tuple[type[CorviaError], int], ...] = (
    (NotAdmitted, 403),
    (NotFound, 404),
    (RolledBack, 409),
    (Forked, 409),
    (NotOffered, 406),
    (CidRefused, 400),
    (QuotaExceeded, 413),
    (PeerRefused, 422),
    (Busy, 503),
    (StorageFailed, 507),
)
"""The first class that fits decides."""


def refusal(error: CorviaError) -> Response:
    """Answer with an error's sentence, and its name in a header.

    A failing disk is told without its path.
    """
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    message = str(error)
    if status == 507:
        message = "This node's disk is full or fails. Its host has to look."
    return told(status, message, **{"Corvia-Error": error.name})


def told(status: int, message: str, **headers: str) -> Response:
    """Answer with a plain sentence."""
    return Response(message, status_code=status, media_type="text/plain", headers=headers)
