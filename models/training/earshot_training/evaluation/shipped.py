"""An exported pair, as it is shipped, beside the one before: on songs that judge, kept-back packages and instruments,
its music score by kind, its text triplets, and what both cost."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.dataset import Item
from ..data.labelled import LabelledFolder
from ..frontends.logmel import WINDOW_SAMPLES
from ..scoring.metrics import Figure, auc, bootstrap, drawn, paired_bootstrap
from ..scoring.rules import PROMPTS, pool_windows
from .benchmark.joint_model import ExportedPair
from .songs import measure_songs, precision_at, read_songs, song_queries
from .suite import ensemble_sets, ontology_triplets, query_sets

AT = {"albums": 10, "titles": 10, "instruments": 3, "ensembles": 3}
KEPT = 0.995


@dataclass(frozen=True)
class Heard:
    """Windows' embeddings [n, d] and music scores [n], and the place of their item in the list."""

    embeddings: np.ndarray
    music: np.ndarray
    owner: np.ndarray


class Shipped:
    """A model folder of the application. ``texts`` are asked by the four prompts, as the application does."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pair = folder, ExportedPair(folder)
        self._heard: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def hear(self, folder: LabelledFolder, items: list[Item]) -> Heard:
        """Each item is heard once: the sets share their tracks."""
        parts = [self._hear(folder, item) for item in items]
        embeddings, music = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Heard(embeddings, music, np.repeat(np.arange(len(items)), [len(part) for part, _ in parts]))

    def _hear(self, folder: LabelledFolder, item: Item) -> tuple[np.ndarray, np.ndarray]:
        if item.key not in self._heard:
            rows = [self.pair.audio.run(["embedding", "music"], {"pcm": pcm[None]}) for pcm in folder.pcm(item)]
            embeddings, music = (np.concatenate(column) for column in zip(*rows, strict=True))
            self._heard[item.key] = embeddings, music[:, 0]
        return self._heard[item.key]

    def ask(self, texts: list[str]) -> np.ndarray:
        """[texts, d]: the mean over the prompts, unit length."""
        asked = self.pair.embed_text([prompt.format(text) for text in texts for prompt in PROMPTS])
        mean = asked.reshape(len(texts), len(PROMPTS), -1).mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def rank(self, heard: Heard, texts: list[str]) -> np.ndarray:
        """Track scores [tracks, texts]."""
        return pool_windows(heard.embeddings @ self.ask(texts).T, heard.owner, sorted(set(heard.owner.tolist())))

    def milliseconds(self, pcm: np.ndarray) -> float:
        """Of one window [1, 160000], on one thread."""
        began = time.perf_counter()
        self.pair.audio.run(["embedding", "tags", "music"], {"pcm": pcm})
        return 1000 * (time.perf_counter() - began)

    @property
    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())


def song_figures(new: Shipped, old: Shipped, folder: LabelledFolder, songs: Path) -> dict[str, dict]:
    """Groups of queries -> {"new", "old", "gain"}, each by metric; intervals over songs and queries."""
    listed, by_key = read_songs(songs), {item.key: item for item in folder.items()}
    items, queries = [by_key[f"songs/{song.path.name}"] for song in listed], song_queries(listed)
    texts = [query.text for query in queries]
    scores = {name: pair.rank(pair.hear(folder, items), texts) for name, pair in (("new", new), ("old", old))}
    parts = {name: measure_songs(part, queries) for name, part in scores.items()}
    gain = measure_songs(scores["new"], queries, scores["old"])
    return {group: {"new": parts["new"][group], "old": parts["old"][group], "gain": gain[group]} for group in gain}


def set_figures(new: Shipped, old: Shipped, folder: LabelledFolder) -> dict[str, dict]:
    """As ``song_figures``, over the held-out sets; intervals over queries."""
    held_out = [item for item in folder.items() if item.split == "held-out"]
    found = {}
    for name, (candidates, queries) in (query_sets(held_out) | ensemble_sets(held_out)).items():
        chosen = sorted(candidates)
        items, texts = [held_out[number] for number in chosen], [text for text, _ in queries]
        relevant = np.array([[number in right for _, right in queries] for number in chosen])
        values = {}
        for side, pair in (("new", new), ("old", old)):
            ranked, columns = pair.rank(pair.hear(folder, items), texts), range(len(texts))
            values[side] = {
                "auc": np.array([auc(ranked[:, q], relevant[:, q]) for q in columns]),
                "precision": np.array([precision_at(ranked[:, q], relevant[:, q], AT[name]) for q in columns]),
            }
        metrics = ("auc", "precision")
        found[name] = {side: {m: bootstrap(values[side][m]) for m in metrics} for side in ("new", "old")}
        found[name]["gain"] = {m: paired_bootstrap(values["new"][m], values["old"][m]) for m in metrics}
        found[name]["count"] = (len(texts), len(chosen))
    return found


def music_figures(pair: Shipped, folder: LabelledFolder, threshold: float) -> dict:
    """At ``threshold``: the share of kept music and of refused other sound, by group, and the AUC over windows. Made
    kinds of music have rows of their own and are in no sum."""
    judged = [item for item in folder.items() if item.split in ("songs", "held-out")]
    heard = pair.hear(folder, judged)
    kinds = np.array([judged[number].kind for number in heard.owner])
    groups = np.array([judged[number].group for number in heard.owner])
    other, made = kinds == "other", kinds == "made"
    music, rows = ~other & ~made, {}
    for chosen, note in ((music, ""), (made, ""), (other, " (not music)")):
        for group in sorted(set(groups[chosen])):
            part = heard.music[chosen & (groups == group)]
            rows[f"{group}{note}"] = (len(part), float((part >= threshold).mean()))
    strict = float(np.quantile(heard.music[music], 1 - KEPT))
    return {
        "auc": auc(heard.music[~made], music[~made]), "threshold": threshold, "groups": rows, "strict": strict,
        "kept": float((heard.music[music] >= threshold).mean()),
        "refused": float((heard.music[other] < threshold).mean()),
        "refused_strict": float((heard.music[other] < strict).mean()),
    }  # fmt: skip


def triplet_figure(pair: Shipped, ontology: Path) -> tuple[int, Figure]:
    triplets = ontology_triplets(ontology)
    strings = list(dict.fromkeys(text for triplet in triplets for text in triplet))
    vectors = dict(zip(strings, pair.pair.embed_text(strings), strict=True))
    right = np.array([float(vectors[a] @ vectors[p] > vectors[a] @ vectors[n]) for a, p, n in triplets])
    return len(triplets), bootstrap(right)


def costs(new: Shipped, old: Shipped, runs: int = 60) -> dict:
    """Milliseconds a window in turns, so that both meet the same load; the ratio with its interval over the runs."""
    pcm = np.random.default_rng(0).standard_normal((1, WINDOW_SAMPLES)).astype(np.float32) * 0.1
    pairs = np.array([(new.milliseconds(pcm), old.milliseconds(pcm)) for _ in range(runs)])
    ratio = drawn(lambda rows: float(np.median(pairs[rows, 0]) / np.median(pairs[rows, 1])), runs, 500)
    return {
        "new": {"fastest": float(pairs[:, 0].min()), "median": float(np.median(pairs[:, 0])), "bytes": new.bytes},
        "old": {"fastest": float(pairs[:, 1].min()), "median": float(np.median(pairs[:, 1])), "bytes": old.bytes},
        "ratio": ratio, "fastest_ratio": float(pairs[:, 0].min() / pairs[:, 1].min()),
    }  # fmt: skip
