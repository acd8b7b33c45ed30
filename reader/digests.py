"""Digests of bytes."""

from collections.abc import Iterable


def sha256(parts: Iterable[bytes]) -> bytes:
    """Return the SHA-256 digest of bytes that come in parts."""
    import hashlib  # noqa: PLC0415 - 3 ms for OpenSSL, which few runs need

    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
