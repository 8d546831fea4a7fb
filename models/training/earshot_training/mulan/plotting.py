"""The plotting library, which only those who draw need."""

from __future__ import annotations

from types import ModuleType


def pyplot() -> ModuleType:
    """matplotlib.pyplot, drawing to files. Raises ModuleNotFoundError, which says what to install, without it."""
    try:
        import matplotlib  # noqa: PLC0415 (training goes without)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("pictures need matplotlib: pip install 'earshot-training[plots]'") from error
    matplotlib.use("Agg")
    from matplotlib import pyplot as drawing  # noqa: PLC0415 (after the choice above)

    return drawing
