"""curves.png of a run: loss, temperature, gradient norm and validation AUC over the steps."""

from __future__ import annotations

from pathlib import Path

from .plotting import pyplot
from .run_folder import RunFolder

PANELS = (("loss", "loss"), ("tau", "temperature"), ("norm", "gradient norm"), ("validation_auc", "validation ROC-AUC"))


def plot_curves(runs: list[Path], target: Path) -> None:
    """One line a run. Raises ModuleNotFoundError, which says what to install, where matplotlib is not there."""
    drawing = pyplot()
    figure, axes = drawing.subplots(2, 2, figsize=(10, 6), layout="constrained")
    for panel, (name, title) in zip(axes.flat, PANELS, strict=True):
        for run in runs:
            rows = [(row["step"], row[name]) for row in RunFolder(run).metrics() if name in row]
            if rows:
                panel.plot(
                    *zip(*rows, strict=True), label=run.name, marker="o" if len(rows) < 20 else None, linewidth=1.2
                )
        panel.set_title(title, fontsize=10)
        panel.set_xlabel("step", fontsize=9)
        panel.grid(alpha=0.3)
    axes.flat[0].legend(fontsize=8)
    figure.savefig(target, dpi=95)
    drawing.close(figure)
