"""Text maps against an exported pair on the sets that choices are made on: real songs, kept-back packages, unseen
instruments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.dataset import Item
from ..data.labelled import LabelledFolder
from ..data.labellers.vibenet import ENERGY, VALENCE
from ..pair.pair import over_prompts
from ..pair.text_map.making import Maps
from ..pair.text_map.score import Tagger, map_scores, units
from ..scoring.metrics import auc, bootstrap, paired_bootstrap
from ..scoring.rules import pool_windows
from ..towers.tags import KEPT_TAGS
from .benchmark.joint_model import JointModel
from .songs import SongQuery, measure_songs, read_songs, song_queries
from .suite import query_sets

Scorer = Callable[["Part", list[str]], np.ndarray]


@dataclass(frozen=True)
class Part:
    """The tracks of one set: standardised class scores [n, classes], energy and valence [n, 2], embeddings of the pair
    [n, d], and the track of every window."""

    classes: np.ndarray
    feeling: np.ndarray
    embeddings: np.ndarray
    owner: np.ndarray

    def pooled(self, windows: np.ndarray) -> np.ndarray:
        """Window scores -> track scores in deviations over the tracks."""
        return units(pool_windows(windows, self.owner, sorted(set(self.owner.tolist()))))


def standard(values: np.ndarray) -> np.ndarray:
    return ((values - values.mean(0)) / (values.std(0) + 1e-3)).astype(np.float32)


def make_part(folder: LabelledFolder, items: list[Item], maps: Maps, model: JointModel) -> Part:
    labels, owner = folder.labels(items)
    tags = labels.tags.astype(np.float32).mean(1)[:, KEPT_TAGS]
    classes = np.concatenate([standard(tags), standard(labels.yamnet[:, maps.music])], 1)
    embeddings = np.concatenate([model.embed_audio(folder.pcm(item)) for item in items])
    return Part(classes, standard(labels.vibenet[:, [ENERGY, VALENCE]]), embeddings, owner)


def scorers(maps: Maps, model: JointModel) -> dict[str, Scorer]:
    """Name -> scores [tracks, queries]; sums are of scores in deviations over the tracks."""

    def pair(part: Part, queries: list[str]) -> np.ndarray:
        text = over_prompts(lambda texts: torch.from_numpy(model.embed_text(texts)), queries).numpy()
        return part.pooled(part.embeddings @ text.T)

    def mapped(taggers: list[Tagger], *kinds: str) -> Scorer:
        return lambda part, queries: map_scores(taggers, kinds, maps.encode, part.classes, part.owner, queries)

    def lexicon(part: Part, queries: list[str]) -> np.ndarray:
        return part.pooled(part.classes @ maps.lexicon.weights(maps.encode(queries), maps.class_names).T)

    def gated(part: Part, queries: list[str]) -> np.ndarray:
        return lexicon(part, queries) * maps.lexicon_gate(maps.encode(queries))

    def feeling(part: Part, queries: list[str]) -> np.ndarray:
        vectors = maps.encode(queries)
        poles = np.stack([maps.lexicon.of_scale(vectors, scale) for scale in ("energy", "valence")])
        return part.pooled(part.feeling @ poles)

    def added(*parts: tuple[float, Scorer]) -> Scorer:
        return lambda part, queries: sum(share * scorer(part, queries) for share, scorer in parts)

    musicnn, yamnet = maps.taggers
    start = mapped(maps.taggers, "bridge", "near")
    return {
        "the pair, four prompts": pair,
        "musicnn, bridge": mapped([musicnn], "bridge"),
        "musicnn, bridge + near": mapped([musicnn], "bridge", "near"),
        "YAMNet, bridge": mapped([yamnet], "bridge"),
        "YAMNet, bridge + near": mapped([yamnet], "bridge", "near"),
        "both, bridge": mapped(maps.taggers, "bridge"),
        "both, bridge + ridge": mapped(maps.taggers, "bridge", "ridge"),
        "H: both, bridge + near": start,
        "H + lexicon": added((1, start), (1, lexicon)),
        "H + 2 lexicon": added((1, start), (2, lexicon)),
        "H + 2 lexicon where it is nearer": added((1, start), (2, gated)),
        "H + 2 lexicon + energy and valence": added((1, start), (2, lexicon), (1, feeling)),
        "the pair + H": added((1, pair), (1, start)),
        "2 the pair + H + 2 lexicon": added((2, pair), (1, start), (2, lexicon)),
        "2 the pair + H + 2 lexicon where it is nearer": added((2, pair), (1, start), (2, gated)),
    }


def set_results(name: str, part: Part, queries: list[tuple[str, set[int]]], rows: dict[str, Scorer]) -> dict:
    """For a held-out set: row -> mean ROC-AUC with its interval over queries, and the difference from the first row."""
    texts, tracks = [text for text, _ in queries], sorted(set(part.owner.tolist()))
    relevant = [np.array([track in wanted for track in tracks]) for _, wanted in queries]
    found, first = {}, None
    for row, scorer in rows.items():
        scores = scorer(part, texts)
        values = np.array([auc(scores[:, q], relevant[q]) for q in range(len(texts))])
        first = values if first is None else first
        found[row] = {"auc": bootstrap(values), "gain": paired_bootstrap(values, first)}
    return {name: found}


def song_results(part: Part, queries: list[SongQuery], rows: dict[str, Scorer]) -> dict:
    """genres and emotions: row -> figures of ``measure_songs``, and the difference from the first row."""
    texts = [query.text for query in queries]
    scores = {row: scorer(part, texts) for row, scorer in rows.items()}
    first = scores[next(iter(scores))]
    figures = {row: measure_songs(values, queries) for row, values in scores.items()}
    gains = {row: measure_songs(values, queries, first) for row, values in scores.items()}
    return {
        group: {row: {**figures[row][group], "gain": gains[row][group]["auc"]} for row in rows}
        for group in ("genres", "emotions")
    }


def run_text_map(folder: LabelledFolder, songs: Path, maps: Maps, model: JointModel) -> dict[str, dict]:
    """Every row on every set."""
    rows, items = scorers(maps, model), folder.items()
    listed = read_songs(songs)
    by_key = {item.key: item for item in items}
    judged = [by_key[f"songs/{song.path.name}"] for song in listed]
    results = song_results(make_part(folder, judged, maps, model), song_queries(listed), rows)
    held_out = [item for item in items if item.split == "held-out"]
    for name, (candidates, queries) in query_sets(held_out).items():
        chosen = sorted(candidates)
        place = {number: row for row, number in enumerate(chosen)}
        part = make_part(folder, [held_out[number] for number in chosen], maps, model)
        moved = [(text, {place[number] for number in wanted}) for text, wanted in queries]
        results |= set_results(name, part, moved, rows)
    return results
