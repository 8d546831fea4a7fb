"""embed: every sound heard by as many processes as there are, each of which writes its own shards (Ray Data)."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..data.audio import AudioError
from .decoding import decoder_version
from .hearing import Heard, Spent, hear
from .parts import ArchiveError, optional
from .shard_file import ShardFacts, same_model, shard_paths, write_shard
from .sounds import Sound
from .tower import ModelFacts, Tower

LEFT_OUT, RUNS = "left-out.jsonl", "runs.jsonl"


@dataclass(frozen=True)
class EmbedSettings:
    """``size`` sounds a shard; ``workers`` processes of one thread each; ``address`` of a Ray cluster, none: one of its
    own on this machine, without a dashboard and without its reports to Ray's makers."""

    decoder: str
    size: int = 256
    workers: int = 1
    address: str | None = None


@dataclass
class Embedded:
    """``left_out`` names what could not be heard, ``damaged`` what was heard although the decoder complained; ``known``
    were in the archive already."""

    shards: int = 0
    sounds: int = 0
    known: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)


class ShardWriter:
    """What runs in a process: hears the sounds of a shard and writes it. The same sounds give the same file name, so
    that a task which is tried again writes over what it wrote."""

    def __init__(self, target: str, model: dict, graph: bytes, decoder: str) -> None:
        self._target, self._decoder = Path(target), decoder
        self._model = ModelFacts.of(model)
        self._tower = Tower(self._model, graph)
        self._facts = ShardFacts(self._model, decoder_version(decoder), tuple(self._tower.scalars))

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        rows: list[Heard] = []
        left_out: dict[str, str] = {}
        sounds, spent = pickle.loads(row["sounds"]), Spent()
        for sound in sounds:
            try:
                rows.append(hear(sound, self._tower, self._decoder, spent))
            except AudioError as error:
                left_out[sound.name] = str(error)
        if rows:
            name = hashlib.sha256(repr([sound.identity for sound in sounds]).encode()).hexdigest()[:16]
            write_shard(self._target / f"part-{name}.parquet", self._facts, rows)
        damaged = {row.sound.name: row.complaint for row in rows if row.complaint}
        told = {"sounds": len(rows), "left_out": left_out, "damaged": damaged, "spent": vars(spent)}
        return {"told": json.dumps(told)}


def embed(
    sounds: Iterable[Sound], model: tuple[ModelFacts, bytes], target: Path, settings: EmbedSettings,
    report: Callable[[str], None] = print,
) -> Embedded:  # fmt: skip
    """Hears what is not in the archive ``target`` yet, a shard at a time. Raises ArchiveError where shards of another
    version or model lie there, before anything is heard."""
    facts, graph = model
    ray = optional("ray")
    optional("ray.data")
    if settings.size < 1 or settings.workers < 1:
        raise ArchiveError("a shard needs at least one sound, and the work at least one process")
    target.mkdir(parents=True, exist_ok=True)
    known = known_sounds(target, facts)
    done, new = Embedded(), []
    for sound in sounds:
        if sound.identity in known:
            done.known += 1
        else:
            new.append(sound)
    try:
        if new:
            _open_ray(ray, settings)
            for told in _run(ray, new, (facts, graph), target, settings):
                _count(done, told)
                _keep_run(target, told)
                report(f"{done.sounds + len(done.left_out)} of {len(new)} sounds, {done.spent.windows} windows")
    finally:
        ray.shutdown()
        _keep_left_out(target, done.left_out)
    return done


def known_sounds(target: Path, facts: ModelFacts) -> set[tuple[str, int, int]]:
    """What the archive holds, by name, size and time. Raises ArchiveError for shards of another version or model."""
    paths = shard_paths(target)
    if not paths:
        return set()
    same_model(paths, facts)
    parquet = optional("pyarrow.parquet")
    found: set[tuple[str, int, int]] = set()
    for path in paths:
        table = parquet.read_table(path, columns=["path", "size", "mtime"])
        found |= set(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return found


def _open_ray(ray: Any, settings: EmbedSettings) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    if settings.address is None:
        # Only names and counts pass through the store: shards are written where they are made.
        ray.init(num_cpus=settings.workers, include_dashboard=False, object_store_memory=256 * 2**20, **quiet)
    else:
        ray.init(address=settings.address, **quiet)


def _run(
    ray: Any, sounds: list[Sound], model: tuple[ModelFacts, bytes], target: Path, settings: EmbedSettings
) -> Iterator[dict[str, Any]]:
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    starts = range(0, len(sounds), settings.size)
    parts = [{"sounds": pickle.dumps(sounds[start : start + settings.size])} for start in starts]
    shared = {"target": str(target.resolve()), "model": model[0].row(), "graph": model[1], "decoder": settings.decoder}
    workers = min(settings.workers, len(parts))
    dataset = ray.data.from_items(parts, override_num_blocks=min(len(parts), 8 * workers)).map(
        ShardWriter, fn_constructor_kwargs=shared, num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )  # fmt: skip
    for row in dataset.iter_rows():
        yield json.loads(row["told"])


def _count(done: Embedded, told: dict[str, Any]) -> None:
    done.sounds += told["sounds"]
    done.shards += 1 if told["sounds"] else 0
    done.left_out |= told["left_out"]
    done.damaged |= told["damaged"]
    for name, value in told["spent"].items():
        setattr(done.spent, name, getattr(done.spent, name) + value)


def _keep_run(target: Path, told: dict[str, Any]) -> None:
    """A line a shard: what it cost. A stop loses none of what is written."""
    row = {
        "sounds": told["sounds"],
        "left_out": len(told["left_out"]),
        "damaged": len(told["damaged"]),
        **told["spent"],
    }
    with (target / RUNS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def _keep_left_out(target: Path, left_out: dict[str, str]) -> None:
    """What was left out this time: it is tried again the next time."""
    lines = [json.dumps({"path": name, "why": why}) for name, why in left_out.items()]
    (target / LEFT_OUT).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
