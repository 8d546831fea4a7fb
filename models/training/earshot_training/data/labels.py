"""Teacher labels for cached log-mel windows, one 3-s patch at a time.

A 10-s window has 624 frames, cut into thirds of 208; the teacher sees the 187 frames in the middle of a third. Labels
are kept per (window, third): tags [windows, 3, 100] and penultimate [windows, 3, 400], NaN where not computed, so a
later pass can add more thirds without redoing the first.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ..towers.musicnn import PATCH_FRAMES, Teacher
from ..towers.onnx_graphs import session, write_graph
from ..towers.student import THIRD

MARGIN = (THIRD - PATCH_FRAMES) // 2


def export_teacher(musicnn_package: Path, target: Path) -> None:
    """ONNX runs the trunks about three times faster on a CPU than eager PyTorch does."""
    if target.is_file():
        return
    mel = torch.rand(3, PATCH_FRAMES, 96)
    write_graph(Teacher(musicnn_package), (mel,), ("mel",), ("tags", "penultimate"), target)


class TeacherSession:
    def __init__(self, path: Path, threads: int = 1) -> None:
        self.session = session(path, threads)

    def __call__(self, patches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Log-mel patches [n, 187, 96] -> tag scores [n, 100], penultimate [n, 400]."""
        chunks = [
            self.session.run(None, {"mel": patches[i : i + 8].astype(np.float32)}) for i in range(0, len(patches), 8)
        ]
        return np.concatenate([c[0] for c in chunks]), np.concatenate([c[1] for c in chunks])


def label_windows(mel: np.ndarray, teacher: TeacherSession, target: Path, thirds: np.ndarray) -> None:
    """Adds labels for the (window, third) pairs marked in the boolean array ``thirds`` [windows, 3]."""
    if target.is_file():
        saved = np.load(target)
        tags, penultimate = saved["tags"], saved["penultimate"]
    else:
        tags = np.full((len(mel), 3, 100), np.nan, np.float32)
        penultimate = np.full((len(mel), 3, 400), np.nan, np.float32)
    missing = thirds & np.isnan(tags[:, :, 0])
    rows, parts = np.nonzero(missing)
    if rows.size == 0:
        return
    starts = parts * THIRD + MARGIN
    patches = np.stack([mel[row, start : start + PATCH_FRAMES] for row, start in zip(rows, starts, strict=True)])
    tags[rows, parts], penultimate[rows, parts] = teacher(patches)
    partial = target.with_suffix(".partial.npz")
    np.savez(partial, tags=tags, penultimate=penultimate)
    partial.rename(target)


def thirds_to_label(windows: int, count: int = 1) -> np.ndarray:
    """Which thirds of each window to label, bool [windows, 3]: ``count`` of them, beginning with first, second, last
    in turn."""
    chosen = np.zeros((windows, 3), bool)
    for step in range(count):
        chosen[np.arange(windows), (np.arange(windows) + step) % 3] = True
    return chosen
