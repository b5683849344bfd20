"""Long things made short enough for a line."""

from corvia_local.language import tr, trn
from corvia_tui.wording.figures import decimal


def one_line(text: str, width: int) -> str:
    """Give a text's beginning on one line of at most `width` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: max(width - 1, 0)].rstrip() + "…"


def quoted(text: str) -> str:
    """Put a text between the quotation marks of the language that is spoken."""
    return tr("“{text}”", text=text)


def short_did(did: str) -> str:
    """Shorten a did:key to its recognisable end, as “…2doK”; the whole is shown elsewhere."""
    return f"…{did[-8:]}"


def short_cid(cid: str) -> str:
    """Shorten a CID to its beginning and end."""
    return cid if len(cid) <= 20 else f"{cid[:8]}…{cid[-8:]}"


def members_words(count: int) -> str:
    """Write a number of members."""
    return trn("1 member", "{count} members", count)


def size_words(count: int) -> str:
    """Write a number of bytes as people do."""
    if count < 1000:
        return tr("{count} bytes", count=count)
    if count < 1_000_000:
        return f"{decimal(count / 1000, 1)} kB"
    return f"{decimal(count / 1_000_000, 1)} MB"
