"""Texts of the made audio: MMA grooves and General MIDI instruments."""

from __future__ import annotations

import re


def groove_texts(groove: dict[str, str]) -> list[str]:
    """Texts of an MMA groove: its file name in words, that plus "rhythm", its own description."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", groove["stem"]).replace("_", " ").replace("-", " ").lower()
    texts = [words, f"{words} rhythm"]
    if len(groove["description"]) > 8:
        texts.append(groove["description"][:120])
    return texts


def instrument_texts(name: str) -> list[str]:
    """Texts of a General MIDI instrument: plain name, solo, "a track with", playing."""
    plain = re.sub(r"\s*\d$", "", name).lower()
    return [plain, plain, f"solo {plain}", f"{plain} playing", f"a track with {plain}"]
