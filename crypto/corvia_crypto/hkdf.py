"""One key from another, each for one purpose: HKDF with SHA-256 (RFC 5869)."""

KEY_BYTES = 32


def derive_key(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Derive a 32-byte key from a uniformly random secret.

    `purpose` is HKDF's `info` in UTF-8 and separates the domains: keys of different purposes tell
    nothing about each other.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt or None, purpose.encode()).derive(secret)
