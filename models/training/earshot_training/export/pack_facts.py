"""What a model folder says that the run it comes from does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass

ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True)
class PackFacts:
    """What the run itself does not know. ``text`` says which text tower is text.onnx: int8 or float32."""

    id: str
    version: str
    title: str
    licence: str
    text: str = "int8"

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no model id: small letters, digits, dots and hyphens")
        if not (self.version.strip() and self.title.strip() and self.licence.strip()):
            raise ValueError("a model needs a version, a title and the licence of its weights")
