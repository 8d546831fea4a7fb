"""All teachers on the same windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ...frontends.logmel import LogMel
from ...towers.musicnn import PATCH_FRAMES
from ...towers.student import THIRD
from ..labels import MARGIN, TeacherSession
from .shards import Labels
from .vibenet import Vibenet
from .yamnet import Yamnet

THIRDS = 3


class Teachers:
    """musicnn's graph (``labels.export_teacher``), YAMNet's folder and VibeNet's network. Raises LabellerError."""

    def __init__(self, musicnn: Path, yamnet: Path, vibenet: Path) -> None:
        self._yamnet, self._vibenet = Yamnet(yamnet), Vibenet(vibenet)
        self._musicnn, self._frontend = TeacherSession(musicnn), LogMel()

    @torch.inference_mode()
    def __call__(self, windows: np.ndarray) -> Labels:
        """float32 [n, 160000] at 16 kHz -> labels of n windows; musicnn hears the middle of each third."""
        mel = self._frontend(torch.from_numpy(windows)).numpy()
        starts = [third * THIRD + MARGIN for third in range(THIRDS)]
        patches = np.stack([mel[:, start : start + PATCH_FRAMES] for start in starts], 1)
        tags, penultimate = self._musicnn(patches.reshape(-1, *patches.shape[2:]))
        sounds = [self._yamnet(window) for window in windows]
        return Labels(
            tags=tags.reshape(len(windows), THIRDS, -1).astype(np.float16),
            penultimate=penultimate.reshape(len(windows), THIRDS, -1).astype(np.float16),
            yamnet=np.stack([row.scores for row in sounds]).astype(np.float32),
            embedding=np.stack([row.embedding for row in sounds]).astype(np.float16),
            vibenet=np.stack([self._vibenet(window) for window in windows]).astype(np.float32),
        )
