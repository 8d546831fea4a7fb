"""YAMNet (AudioSet, 521 classes; Google, Apache-2.0) as a labeller, by the package ai-edge-litert."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...towers.mobilenet import MobileNet
from ...towers.yamnet_weights import convolutions_of, filled
from ..ontology import AudioClass, read_class_map
from .files import CLASS_MAP, YAMNET, LabellerError, checked, finite, usable

STEP = 15_600  # samples, 0.975 s
FLOOR = 1e-4
EMBEDDING_TENSOR, LOGIT_TENSOR = 121, 122
WHO = "YAMNet"


@dataclass(frozen=True)
class YamnetLabels:
    """Of one clip: ``scores`` [521] = log(mean probability + 1e-4), ``embedding`` [1024], the mean over its steps."""

    scores: np.ndarray
    embedding: np.ndarray


def log_mean(probabilities: np.ndarray) -> np.ndarray:
    """Steps [n, classes] -> [classes]. The mean of the logits is no substitute: they reach -90 and rule any mean."""
    return np.log(probabilities.mean(0) + FLOOR)


def open_network(folder: Path) -> Any:
    """The interpreter of ``folder``/yamnet.tflite, its tensors allocated. Raises LabellerError."""
    network = checked(folder / YAMNET.name, YAMNET)
    try:
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 - an optional package
    except ImportError as error:
        raise LabellerError("YAMNet needs the package ai-edge-litert: pip install '.[labellers]'") from error
    interpreter = Interpreter(str(network), num_threads=1, experimental_preserve_all_tensors=True)
    interpreter.allocate_tensors()
    return interpreter


def yamnet_trunk(folder: Path) -> MobileNet:
    """YAMNet's MobileNet with its own weights, from the published file. Raises LabellerError and TrunkError."""
    return filled(MobileNet(), convolutions_of(open_network(folder))).eval()


class Yamnet:
    """``folder`` holds yamnet.tflite and yamnet_class_map.csv. Raises LabellerError."""

    def __init__(self, folder: Path) -> None:
        self._network = open_network(folder)
        self.classes: list[AudioClass] = read_class_map(checked(folder / CLASS_MAP.name, CLASS_MAP))

    def __call__(self, pcm: np.ndarray) -> YamnetLabels:
        """float32 [samples] at 16 kHz, at least one step; what is left after the last whole step is not heard."""
        pcm = usable(pcm, STEP, WHO)
        probabilities, embeddings = [], []
        for start in range(0, len(pcm) - STEP + 1, STEP):
            self._network.set_tensor(0, pcm[None, start : start + STEP])
            self._network.invoke()
            logits = finite(self._network.get_tensor(LOGIT_TENSOR)[0], WHO)
            probabilities.append(1 / (1 + np.exp(-np.clip(logits, -60, 60))))
            embeddings.append(self._network.get_tensor(EMBEDDING_TENSOR)[0].copy())
        return YamnetLabels(log_mean(np.stack(probabilities)), finite(np.mean(embeddings, 0), WHO))
