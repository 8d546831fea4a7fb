"""The evaluate command: runs the held-out protocol on student and teacher heads and writes the tables."""

from __future__ import annotations

import json
import platform
import time
from pathlib import Path

import numpy as np
import onnx

from ..data.dataset import indices
from ..frontends.logmel import WINDOW_SAMPLES
from ..pair.features import Features
from ..pair.heads import HeadOptions, standardise, start_heads
from ..pair.heads_file import read_heads
from ..pair.music_gate import train_music_gate
from ..pair.pair import Pair, bridge_scores
from ..pair.paths import MODEL_ID, Paths
from ..pair.prepared import Prepared, prepare
from ..pair.student import held_out_agreement
from ..scoring.metrics import bootstrap, paired_bootstrap
from ..towers.musicnn import PATCH_FRAMES
from ..towers.onnx_graphs import session
from ..towers.text import tokenize
from .ablation.scorers import query_units
from .markdown import PREVIOUS, SETS, SHIPPED, TEACHER, markdown
from .music_score import measure_gate
from .previous_pair import PreviousPair
from .suite import evaluate_pair, ontology_triplets, query_sets, rank_queries, triplet_accuracy


def untrained_pair(ready: Prepared, features: Features) -> Pair:
    """Heads as they start, before any training."""
    audio, text = start_heads(ready.tag_vectors, HeadOptions())
    train = indices(ready.items, lambda i: i.kind == "music" and i.split == "train")
    mean, deviation = standardise(features.of(train).outputs)
    return Pair(audio.eval(), text.eval(), ready.encoder, mean.astype(np.float32), deviation.astype(np.float32))


def bridge_report(
    pair: Pair, ready: Prepared, features: Features, share: float | None = None
) -> dict[str, dict[str, object]]:
    """The untrained tag bridge alone, or, with ``share``, that share of it added to the pair's own score."""
    report = {}
    for name, (candidates, queries) in query_sets(ready.items).items():
        part, strings = features.of(candidates), [q for q, _ in queries]
        scores = bridge_scores(pair, ready.tag_vectors, part, strings)
        if share is not None:
            scores = query_units(pair.scores(part, strings)[0]) + share * query_units(scores)
        ranked = rank_queries(scores, sorted(set(part.owner.tolist())), queries)
        report[name] = {"queries": len(queries), "auc": bootstrap(ranked["auc"]), "ap": bootstrap(ranked["ap"])}
    return report


def int8_drift(model: Path, pair: Pair, queries: list[str]) -> dict[str, float]:
    """Cosine between the float32 and the shipped int8 text tower over the suite's queries."""
    tower, cosines = session(model / "text.onnx"), []
    for query in queries:
        ids, mask = tokenize(pair.encode.tokenizer, [query])
        got = tower.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0][0]
        cosines.append(float(got @ pair.text_embedding([query], bank=False)[0].numpy()))
    return {"queries": len(queries), "mean_cosine": float(np.mean(cosines)), "min_cosine": float(np.min(cosines))}


def timing(model: Path, inputs: dict[str, np.ndarray], outputs: list[str], repeats: int = 30) -> dict[str, float]:
    """Median and fastest milliseconds of one run on one thread."""
    tower, times = session(model), []
    for _ in range(repeats + 3):
        began = time.perf_counter()
        tower.run(outputs, inputs)
        times.append((time.perf_counter() - began) * 1000)
    return {"median_ms": float(np.median(times[3:])), "fastest_ms": float(np.min(times[3:]))}


def tower_timing(folder: Path) -> dict[str, float]:
    """One 10-s window from PCM to all outputs."""
    pcm = np.random.default_rng(0).standard_normal((1, WINDOW_SAMPLES)).astype(np.float32) * 0.1
    return timing(folder / "audio.onnx", {"pcm": pcm}, ["embedding", "tags", "music"])


def teacher_timing(path: Path) -> dict[str, float]:
    """Both trunks over the three 3-s patches of a window, from log-mel."""
    mel = np.random.default_rng(0).random((3, PATCH_FRAMES, 96), np.float32) * 4
    return timing(path, {"mel": mel}, ["tags", "penultimate"], repeats=8)


def weights(path: Path) -> int:
    """Numbers in a graph's initialisers, the mel filters and Fourier matrices of an audio tower among them."""
    return int(sum(np.prod(row.dims) for row in onnx.load(str(path)).graph.initializer))


def cost_rows(work: Path, model: Path, previous: Path | None) -> dict[str, dict[str, float]]:
    """Size and time of every audio tower that is in the table of scores, by the name of its row."""
    towers = {SHIPPED: model, **({PREVIOUS: previous} if previous else {})}
    rows = {name: {"parameters": weights(f / "audio.onnx"), **tower_timing(f)} for name, f in towers.items()}
    teacher = work / "teacher.onnx"
    return {**rows, TEACHER: {"parameters": weights(teacher), **teacher_timing(teacher)}}


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").is_file() else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def paired(first: dict, second: dict) -> dict[str, tuple[float, float, float]]:
    """Mean difference of AUC by query, for each set."""
    return {
        name: paired_bootstrap(list(first[name]["per_query"].values()), list(second[name]["per_query"].values()))
        for name in SETS
    }


def run_evaluation(
    paths: Paths, models: Path, ontology: Path, seed: int, previous: Path | None = None
) -> dict[str, object]:
    """``seed`` is told on the page; ``previous`` is the folder of an exported pair to compare with."""
    ready = prepare(paths)
    student_pair, _ = read_heads(paths.work / "heads.pt", ready)
    teacher_pair, _ = read_heads(paths.work / "teacher-heads.pt", ready)
    model = models / MODEL_ID
    rows = {
        "student, trained heads": evaluate_pair(student_pair, ready.features, ready.items),
        "student, trained heads, bare query": evaluate_pair(student_pair, ready.features, ready.items, bank=False),
        "student, heads at their start": evaluate_pair(
            untrained_pair(ready, ready.features), ready.features, ready.items
        ),
        "student, tag bridge alone": bridge_report(student_pair, ready, ready.features),
        "student, trained heads + 0.5 tag bridge": bridge_report(student_pair, ready, ready.features, 0.5),
        "teacher, trained heads": evaluate_pair(teacher_pair, ready.teacher_features, ready.items),
        "teacher, heads at their start": evaluate_pair(
            untrained_pair(ready, ready.teacher_features), ready.teacher_features, ready.items
        ),
        "teacher, tag bridge alone": bridge_report(teacher_pair, ready, ready.teacher_features),
    }
    shipped, teacher = rows["student, trained heads"], rows["teacher, trained heads"]
    gaps = {"teacher with trained heads": paired(shipped, teacher)}
    agreements = {"this student": held_out_agreement(ready.student, paths.work, ready.items)}
    if previous:
        before = PreviousPair(previous)
        rows[PREVIOUS] = evaluate_pair(before, before.features(paths.work, ready.items), ready.items)
        gaps[PREVIOUS] = paired(shipped, rows[PREVIOUS])
    gate = measure_gate(ready, train_music_gate(ready))
    print(f"music score: {gate}")
    queries = list(dict.fromkeys(q for _, found in query_sets(ready.items).values() for q, _ in found))
    triplets = ontology_triplets(ontology)
    result = {
        "seed": seed, "processor": processor(), "sets": rows, "shipped_minus": gaps, "agreement": agreements,
        "music_score": gate,
        "triplets": {"count": len(triplets), "accuracy": triplet_accuracy(student_pair, triplets)},
        "int8": int8_drift(model, student_pair, queries), "cost": cost_rows(paths.work, model, previous),
        "student": json.loads((paths.work / "student.json").read_text()),
    }  # fmt: skip
    (paths.work / "results.json").write_text(json.dumps(result, indent=1))
    (models / "training/RESULTS_1.md").write_text(markdown(result))
    return {name: {s: row[s]["auc"] for s in SETS} for name, row in rows.items()}
