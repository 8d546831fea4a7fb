"""The content key, by which the application knows a file wherever it lies (src-main/core/scan/content-identity.ts)."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

KEY_BYTES = 16
BLOCK = 16_384


def content_key(file: BinaryIO, size: int, start: int = 0) -> bytes:
    """16 bytes: SHA-256 of the size and of the head, middle and tail of ``size`` bytes that begin at ``start``."""
    digest = hashlib.sha256(f"{size}\n".encode())
    parts = ((place, BLOCK) for place in (0, (size - BLOCK) // 2, size - BLOCK))
    for place, length in [(0, size)] if size <= 3 * BLOCK else parts:
        file.seek(start + place)
        digest.update(file.read(length))
    return digest.digest()[:KEY_BYTES]
