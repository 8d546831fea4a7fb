"""Writes mel.json: what the reference implementation (Hugging Face transformers) makes of four made sounds.

    pip install numpy torch transformers
    python make_mel.py > mel.json

The sounds are made here and in clap-mel.test.ts by the same arithmetic.
"""

import json
import math

import numpy as np
import transformers
from transformers import ClapFeatureExtractor

RATE = 48_000
SOUNDS = [
    {"name": "chord over noise", "samples": 480_000, "partials": [[220, 0.2], [277.18, 0.2], [5000, 0.1]], "noise": 0.05, "seed": 7},
    {"name": "noise", "samples": 480_000, "partials": [], "noise": 0.9, "seed": 11},
    {"name": "3.3 s, repeated and padded", "samples": 158_400, "partials": [[440, 0.5], [9000, 0.2]], "noise": 0.01, "seed": 3},
    {"name": "next to nothing", "samples": 48_000, "partials": [[60, 1e-4]], "noise": 0.0, "seed": 1},
]
FRAMES = [0, 1, 2, 330, 500, 659, 661, 959, 961, 989, 991, 999, 1000]


def sound_of(sound):
    state = sound["seed"]
    pcm = np.zeros(sound["samples"], np.float32)
    for n in range(sound["samples"]):
        state = (1_664_525 * state + 1_013_904_223) % 2**32
        value = sound["noise"] * (state / 2**31 - 1)
        for hertz, level in sound["partials"]:
            value += level * math.sin(2 * math.pi * hertz * n / RATE)
        pcm[n] = value
    return pcm


def main():
    # The preprocessor_config.json of clap-htsat-unfused and of the larger_clap models.
    extract = ClapFeatureExtractor(
        feature_size=64, sampling_rate=RATE, hop_length=480, fft_window_size=1024, frequency_min=50, frequency_max=14_000,
        max_length_s=10, truncation="rand_trunc", padding="repeatpad", top_db=None,
    )
    found = []
    for sound in SOUNDS:
        mel = extract(sound_of(sound), sampling_rate=RATE, return_tensors="np")["input_features"][0, 0]
        assert mel.shape == (1001, 64), mel.shape
        found.append({
            **sound,
            "mean": float(mel.mean()), "least": float(mel.min()), "most": float(mel.max()),
            "frames": {str(frame): [round(float(x), 4) for x in mel[frame]] for frame in FRAMES},
        })
    print(json.dumps({"by": f"transformers {transformers.__version__} ClapFeatureExtractor", "sounds": found}))


main()
