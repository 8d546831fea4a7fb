import struct

import numpy as np
import pytest

from earshot_training.towers.checkpoint import TABLE_MAGIC, CheckpointError, read_checkpoint


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def entry(shape, offset, size):
    dims = b"".join(b"\x12" + varint(len(d)) + d for d in (b"\x08" + varint(n) for n in shape))
    return b"\x08\x01\x12" + varint(len(dims)) + dims + b"\x20" + varint(offset) + b"\x28" + varint(size)


def block(pairs):
    body, last = b"", b""
    for key, value in pairs:
        shared = 0
        while shared < min(len(last), len(key)) and last[shared] == key[shared]:
            shared += 1
        body += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        last = key
    return body + struct.pack("<II", 0, 1)


def write(folder, tensors):
    data, pairs = b"", [(b"", b"\x08\x01")]
    for name, array in sorted(tensors.items()):
        pairs.append((name.encode(), entry(array.shape, len(data), array.nbytes)))
        data += array.tobytes()
    content = block(pairs)
    index = block([(b"z", varint(0) + varint(len(content)))])
    file = content + b"\x00" + b"\0" * 4
    at = len(file)
    file += index + b"\x00" + b"\0" * 4
    footer = varint(0) + varint(0) + varint(at) + varint(len(index))
    file += footer.ljust(40, b"\0") + struct.pack("<Q", TABLE_MAGIC)
    (folder / ".index").write_bytes(file)
    (folder / ".data-00000-of-00001").write_bytes(data)


def test_reads_names_shapes_and_values_and_skips_optimiser_slots(tmp_path):
    kernel = np.arange(300 * 2, dtype=np.float32).reshape(300, 2)
    bias = np.array([1.5, -2.5], np.float32)
    write(tmp_path, {"dense/bias": bias, "dense/bias/Adam": bias, "dense/kernel": kernel})
    found = read_checkpoint(f"{tmp_path}/")
    assert sorted(found) == ["dense/bias", "dense/kernel"]
    np.testing.assert_array_equal(found["dense/kernel"], kernel)
    np.testing.assert_array_equal(found["dense/bias"], bias)


def test_missing_and_damaged_files_are_errors(tmp_path):
    with pytest.raises(CheckpointError, match="no such"):
        read_checkpoint(f"{tmp_path}/")
    write(tmp_path, {"a": np.zeros(4, np.float32)})
    index = (tmp_path / ".index").read_bytes()
    (tmp_path / ".index").write_bytes(index[:-8] + b"\0" * 8)
    with pytest.raises(CheckpointError, match="not a TensorFlow"):
        read_checkpoint(f"{tmp_path}/")
    (tmp_path / ".index").write_bytes(index)
    (tmp_path / ".data-00000-of-00001").write_bytes(b"\0" * 8)
    with pytest.raises(CheckpointError, match="outside the data"):
        read_checkpoint(f"{tmp_path}/")
