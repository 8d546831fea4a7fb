import numpy as np


class Loudness:
    """A model that can be foretold: loud audio and the word "loud" on one axis, quiet on the other."""

    def embed_audio(self, pcm):
        loud = np.abs(pcm).max(1) > 0.4
        return np.stack([loud, ~loud], 1).astype(np.float32)

    def embed_text(self, texts):
        return np.array([[1.0, 0.0] if "loud" in text else [0.0, 1.0] for text in texts], np.float32)
