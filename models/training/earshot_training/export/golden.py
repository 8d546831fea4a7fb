"""Golden fixtures: what PyTorch computes for audio made by a formula and for fixed strings.

The PCM formula is integer and float64 arithmetic only, so any language can repeat it:
  state = seed; for every sample: state = (1664525 * state + 1013904223) mod 2^32; noise = state / 2^31 - 1
  x[n] = sum_k amplitude_k * sin(2 pi f_k n / 16000) * envelope(n) + noise_amplitude * noise
  envelope(n) = 1 - (n mod period) / period, then rounding to float32.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES
from ..towers.text import load_tokenizer, tokenize

SIGNALS = (
    {
        "name": "chord", "seed": 1, "noise": 0.01, "period": 8000,
        "partials": [[220.0, 0.2], [277.18, 0.15], [329.63, 0.15], [880.0, 0.05]],
    },
    {"name": "noise", "seed": 2, "noise": 0.3, "period": 1, "partials": []},
    {
        "name": "bass-pulse", "seed": 3, "noise": 0.002, "period": 4000,
        "partials": [[55.0, 0.5], [110.0, 0.2], [2000.0, 0.1]],
    },
    {"name": "silence", "seed": 4, "noise": 0.0, "period": 1, "partials": []},
)  # fmt: skip
TEXTS = (
    "heavy metal", "sad solo piano", "a cheerful tune with whistling and ukulele", "Ünïcödé café — naïve 音楽 🎵",
    "", " ", "a", "NO VOCALS", "lo-fi hip-hop, 90 bpm; rain & vinyl crackle!",
    "slow strings rise over a drone and then the drums come in " * 40,
)  # fmt: skip
TOLERANCES = {
    "audioEmbeddingCosine": 0.9999, "tags": 0.01, "music": 0.002, "logMel": 0.002, "textEmbeddingCosine": 0.97,
}  # fmt: skip


def make_pcm(signal: dict[str, object]) -> np.ndarray:
    state, out = int(signal["seed"]), np.empty(WINDOW_SAMPLES, np.float32)
    period, amplitude = int(signal["period"]), float(signal["noise"])
    for n in range(WINDOW_SAMPLES):
        state = (1664525 * state + 1013904223) % 2**32
        envelope = 1 - (n % period) / period
        value = amplitude * (state / 2**31 - 1)
        for frequency, level in signal["partials"]:
            value += level * math.sin(2 * math.pi * frequency * n / SAMPLE_RATE) * envelope
        out[n] = value
    return out


def _rounded(values: np.ndarray, digits: int = 6) -> list[float]:
    return [round(float(v), digits) for v in np.asarray(values).ravel()]


AUDIO_NAMES = ("embedding", "tags", "music", "log_mel")


def write_golden(
    audio: nn.Module, text: nn.Module, tokenizer_path: Path, target: Path,
    outputs: tuple[str, ...] = AUDIO_NAMES, tolerances: dict[str, float] = TOLERANCES,
) -> None:  # fmt: skip
    """``outputs`` names what ``audio`` gives, in its order; of what ``text`` gives the first is the embedding."""
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    for signal in SIGNALS:
        pcm = make_pcm(signal)
        with torch.inference_mode():
            given = dict(zip(outputs, audio.eval()(torch.from_numpy(pcm)[None]), strict=True))
        mel = given["log_mel"]
        feeling = {name: round(float(given[name]), 5) for name in ("energy", "valence") if name in given}
        rows.append({
            **signal, "firstSamples": _rounded(pcm[:8], 8), "sampleAt80000": round(float(pcm[80000]), 8),
            "embedding": _rounded(given["embedding"]), "tags": _rounded(given["tags"], 5), **feeling,
            "music": round(float(given["music"]), 6),
            "logMelFrames": {str(f): _rounded(mel[0, f], 5) for f in (0, mel.shape[1] // 2 - 1, mel.shape[1] - 1)},
        })  # fmt: skip
    formula = [line.strip() for line in (__doc__ or "").strip().splitlines()[2:]]
    audio_file = {"formula": formula, "tolerances": tolerances, "signals": rows}
    (target / "audio.json").write_text(json.dumps(audio_file, indent=1) + "\n")
    tokenizer, texts = load_tokenizer(tokenizer_path), []
    for string in TEXTS:
        ids, mask = tokenize(tokenizer, [string])
        with torch.inference_mode():
            found = text.eval()(ids, mask)
        vector = found[0] if isinstance(found, tuple) else found
        texts.append({"text": string, "inputIds": ids[0].tolist(), "embedding": _rounded(vector)})
    note = "float32 PyTorch embeddings; the shipped tower is int8, hence the cosine tolerance"
    text_file = {"note": note, "tolerances": tolerances, "texts": texts}
    (target / "text.json").write_text(json.dumps(text_file, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
