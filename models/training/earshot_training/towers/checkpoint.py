"""Reads TensorFlow V2 checkpoints (``.index`` + ``.data-00000-of-00001``) without TensorFlow.

The index is a LevelDB-style table: a 48-byte footer points at an index block, whose values point at data
blocks of prefix-compressed (tensor name, BundleEntryProto) pairs. Only what musicnn 0.1.0 needs is read:
uncompressed blocks, one shard, float32 tensors. Anything else raises ``CheckpointError``.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

TABLE_MAGIC = 0xDB4775248B80FB57
DT_FLOAT = 1


class CheckpointError(ValueError):
    """The checkpoint is missing, damaged or of a kind this reader does not know."""


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data):
            raise CheckpointError("truncated varint")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _block(data: bytes, offset: int, size: int) -> list[tuple[bytes, bytes]]:
    """Decodes one table block into its (key, value) pairs."""
    if offset + size + 5 > len(data):
        raise CheckpointError("block outside the index file")
    if data[offset + size] != 0:
        raise CheckpointError("compressed index blocks are not supported")
    block = data[offset : offset + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    end = size - 4 * (restarts + 1)
    at, key, pairs = 0, b"", []
    while at < end:
        shared, at = _varint(block, at)
        fresh, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        pairs.append((key, block[at : at + length]))
        at += length
    return pairs


def _fields(message: bytes):
    """Yields (field number, value) of a protobuf message; fixed32 and varints as int, the rest as bytes."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            value, at = _varint(message, at)
        elif kind == 2:
            length, at = _varint(message, at)
            value, at = message[at : at + length], at + length
        elif kind == 5:
            value, at = struct.unpack("<I", message[at : at + 4])[0], at + 4
        else:
            raise CheckpointError(f"unknown wire type {kind}")
        yield number, value


def _entry(message: bytes) -> tuple[int, list[int], int, int, int]:
    """BundleEntryProto as (dtype, shape, shard, offset, size)."""
    dtype = shard = offset = size = 0
    shape: list[int] = []
    for number, value in _fields(message):
        if number == 1:
            dtype = value
        elif number == 2:
            for dim_number, dim in _fields(value):
                if dim_number == 2:
                    shape.append(next((v for n, v in _fields(dim) if n == 1), 0))
        elif number == 3:
            shard = value
        elif number == 4:
            offset = value
        elif number == 5:
            size = value
    return dtype, shape, shard, offset, size


def read_checkpoint(prefix: str | Path) -> dict[str, np.ndarray]:
    """Returns {variable name: float32 array}, without the optimiser's slots.

    ``prefix`` is what TensorFlow calls the checkpoint prefix: a path to which ``.index`` is appended. The
    musicnn checkpoints have an empty base name, so their prefix ends in a slash (``.../MTT_musicnn/``).
    """
    index, data = Path(f"{prefix}.index"), Path(f"{prefix}.data-00000-of-00001")
    for path in (index, data):
        if not path.is_file():
            raise CheckpointError(f"no such checkpoint file: {path}")
    table, values = index.read_bytes(), data.read_bytes()
    if len(table) < 48 or struct.unpack("<Q", table[-8:])[0] != TABLE_MAGIC:
        raise CheckpointError(f"not a TensorFlow V2 checkpoint index: {index}")
    footer = table[-48:]
    _, at = _varint(footer, 0)
    _, at = _varint(footer, at)
    offset, at = _varint(footer, at)
    size, at = _varint(footer, at)
    tensors = {}
    for _, handle in _block(table, offset, size):
        block_offset, at = _varint(handle, 0)
        block_size, _ = _varint(handle, at)
        for key, message in _block(table, block_offset, block_size):
            name = key.decode()
            if not name or "Adam" in name:
                continue
            dtype, shape, shard, start, length = _entry(message)
            if dtype != DT_FLOAT:
                continue
            if shard != 0 or start + length > len(values):
                raise CheckpointError(f"{name} lies outside the data file")
            tensors[name] = np.frombuffer(values, "<f4", length // 4, start).reshape(shape).copy()
    if not tensors:
        raise CheckpointError(f"no float32 variables in {index}")
    return tensors
