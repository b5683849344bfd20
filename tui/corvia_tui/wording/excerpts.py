"""Long things made short enough for a line."""


def one_line(text: str, width: int) -> str:
    """Give a text's beginning on one line of at most `width` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: max(width - 1, 0)].rstrip() + "…"


def short_did(did: str) -> str:
    """Shorten a did:key to its recognisable end, as “…2doK”; the whole is shown elsewhere."""
    return f"…{did[-8:]}"


def short_cid(cid: str) -> str:
    """Shorten a CID to its beginning and end."""
    return cid if len(cid) <= 20 else f"{cid[:8]}…{cid[-8:]}"


def members_words(count: int) -> str:
    """Write a number of members."""
    return "1 member" if count == 1 else f"{count} members"


def size_words(count: int) -> str:
    """Write a number of bytes as people do."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.1f} kB"
    return f"{count / 1_000_000:.1f} MB"
