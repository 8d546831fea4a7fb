"""A validation set of real songs that a folder holds: excerpts with a genre and listeners' ratings of nine emotions.

The folder has ``labels.csv`` (file, genre, artist, and a column an emotion with the share of listeners that felt it)
and ``audio/``. Nothing is trained on it: it is for choosing between heads, mixes and prompts. The phrases in
``songs.json`` were written before the first look at a score.

A genre's right answers are the tracks of that genre; an emotion's are the quarter that most listeners felt it in.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.dataset import Item
from ..scoring.metrics import Figure, auc, average_precision

QUERIES: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "songs.json").read_text())
EMOTIONS = tuple(QUERIES["emotions"])
TOP_SHARE = 0.25
AT = 10


@dataclass(frozen=True)
class Song:
    path: Path
    genre: str
    artist: str
    emotions: dict[str, float]


@dataclass(frozen=True)
class SongQuery:
    """``group`` is genres or emotions, ``about`` the genre or emotion; ``relevant`` bool [songs]."""

    group: str
    about: str
    text: str
    relevant: np.ndarray


def read_songs(folder: Path) -> list[Song]:
    """The songs in the order of labels.csv. Raises ValueError for missing columns, shares or files."""
    labels = folder / "labels.csv"
    if not labels.is_file():
        raise ValueError(f"{folder} is no set of songs: it holds no labels.csv")
    with labels.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        wanted = ("file", "genre", "artist", *EMOTIONS)
        if missing := [column for column in wanted if column not in (reader.fieldnames or [])]:
            raise ValueError(f"{labels} has no column {', '.join(missing)}")
        songs = [_song(folder, row) for row in reader]
    if unknown := sorted({song.genre for song in songs} - set(QUERIES["genres"])):
        raise ValueError(f"{labels} has genres without queries: {', '.join(unknown)}")
    return songs


def _song(folder: Path, row: dict[str, str]) -> Song:
    path = folder / "audio" / row["file"]
    if not path.is_file():
        raise ValueError(f"labels.csv names {row['file']}, which is not in {folder / 'audio'}")
    shares = {emotion: float(row[emotion]) for emotion in EMOTIONS}
    if wrong := [emotion for emotion, share in shares.items() if not 0 <= share <= 1]:
        raise ValueError(f"labels.csv: {row['file']} has no share between 0 and 1 for {', '.join(wrong)}")
    return Song(path, row["genre"], row["artist"], shares)


def song_queries(songs: list[Song]) -> list[SongQuery]:
    """Every phrase with its right answers among the songs."""
    found = []
    for genre, texts in QUERIES["genres"].items():
        relevant = np.array([song.genre == genre for song in songs])
        found += [SongQuery("genres", genre, text, relevant) for text in texts]
    for emotion, texts in QUERIES["emotions"].items():
        shares = np.array([song.emotions[emotion] for song in songs])
        relevant = shares >= np.quantile(shares, 1 - TOP_SHARE)
        found += [SongQuery("emotions", emotion, text, relevant) for text in texts]
    return found


def song_items(folder: Path) -> list[tuple[Item, Path]]:
    """The songs as items of the split ``songs``, which no training takes, with their files."""
    return [
        (Item(f"songs/{song.path.name}", "songs", "music", song.genre, {"emotions": song.emotions}), song.path)
        for song in read_songs(folder)
    ]


def song_sets(items: list[Item]) -> dict[str, tuple[set[int], list[tuple[str, set[int]]]]]:
    """genres and emotions as in ``suite.query_sets``, over the items of the split ``songs``, if there are."""
    chosen = [number for number, item in enumerate(items) if item.split == "songs"]
    songs = [Song(Path(items[n].key), items[n].group, "", items[n].info["emotions"]) for n in chosen]
    sets: dict[str, tuple[set[int], list[tuple[str, set[int]]]]] = {}
    for query in song_queries(songs) if songs else []:
        right = {number for number, hit in zip(chosen, query.relevant, strict=True) if hit}
        sets.setdefault(query.group, (set(chosen), []))[1].append((query.text, right))
    return sets


def precision_at(scores: np.ndarray, relevant: np.ndarray, count: int = AT) -> float:
    """Share of right answers among the best ``count``."""
    return float(relevant[np.argsort(-scores, kind="stable")[:count]].mean())


METRICS = {"auc": auc, "ap": average_precision, f"p{AT}": precision_at}


def _means(scores: np.ndarray, queries: list[SongQuery], tracks: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """[queries chosen, metrics] over the tracks chosen."""
    rows = {}
    for number in np.unique(chosen):
        relevant = queries[number].relevant[tracks]
        rows[number] = [metric(scores[tracks, number], relevant) for metric in METRICS.values()]
    return np.array([rows[number] for number in chosen])


def measure_songs(
    scores: np.ndarray, queries: list[SongQuery], other: np.ndarray | None = None, draws: int = 500, seed: int = 0
) -> dict[str, dict[str, Figure]]:
    """``scores`` [songs, queries] -> group -> metric -> mean and 95 % interval; with ``other``, of the difference.

    Each draw takes songs and queries anew, so the interval holds both: other songs and other words.
    """
    rng, result = np.random.default_rng(seed), {}
    for group in QUERIES:
        numbers = np.array([n for n, query in enumerate(queries) if query.group == group])

        def value(tracks: np.ndarray, chosen: np.ndarray) -> np.ndarray:
            means = np.nanmean(_means(scores, queries, tracks, chosen), 0)
            return means if other is None else means - np.nanmean(_means(other, queries, tracks, chosen), 0)

        everything = value(np.arange(len(scores)), numbers)
        drawn = [
            value(rng.integers(0, len(scores), len(scores)), rng.choice(numbers, len(numbers))) for _ in range(draws)
        ]
        low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
        result[group] = {name: (float(everything[i]), float(low[i]), float(high[i])) for i, name in enumerate(METRICS)}
    return result
