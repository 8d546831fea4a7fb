"""Sound to 16 kHz mono in blocks: by ffmpeg as the application calls it, so that both hear the same samples, or by
soundfile."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.audio import AudioError, decode
from ..frontends.logmel import SAMPLE_RATE, WINDOW_SAMPLES
from .parts import ArchiveError
from .sounds import Sound

MOST_SECONDS = 6 * 3600  # as in the application: more of one file is not heard
LONGEST_WAIT = 15 * 60.0
LARGEST_PIECE = str(512 * 1024 * 1024)  # bytes that ffmpeg may ask for at once


@dataclass
class Decoded:
    """What is known once the blocks have ended. ``complaint`` is set for a sound that came, but not all of it well."""

    samples: int = 0
    complaint: str = ""


def find_decoder(name: str) -> str:
    """The program's path, or ``soundfile``. Raises ArchiveError where there is no ffmpeg: it is not replaced in
    silence."""
    if name == "soundfile":
        return name
    found = shutil.which(name)
    if found is None:
        raise ArchiveError(
            f"there is no {name}: install ffmpeg, or take --decoder soundfile (fewer formats, and vectors that differ "
            "a little from the application's)"
        )
    return found


def decoder_version(decoder: str) -> str:
    """What an archive says of its decoder."""
    if decoder == "soundfile":
        return "soundfile"
    return subprocess.run([decoder, "-version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]


def blocks_of(sound: Sound, decoder: str, report: Decoded) -> Iterator[np.ndarray]:
    """float32 blocks of at most a window. Raises AudioError where nothing can be decoded."""
    if sound.ending == "npy":
        return _counted(_pieces(_array(sound)), report)
    if decoder == "soundfile":
        source = io.BytesIO(sample_bytes(sound)) if sound.sample else sound.file
        return _counted(_pieces(decode(source, sound.name)), report)
    return _counted(_ffmpeg(sound, decoder, report), report)


def sample_bytes(sound: Sound) -> bytes:
    """The bytes of a sample in a shard. Raises AudioError where they are not all there."""
    with Path(sound.file).open("rb") as shard:
        shard.seek(sound.offset)
        data = shard.read(sound.size)
    if len(data) < sound.size:
        raise AudioError(f"{sound.name} is cut short")
    return data


def _array(sound: Sound) -> np.ndarray:
    try:
        kept = np.load(io.BytesIO(sample_bytes(sound)), allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise AudioError(f"{sound.name} is no array: {error}") from error
    if kept.dtype != np.int16 or kept.ndim != 1 or not kept.size:
        raise AudioError(f"{sound.name} is {kept.dtype} {kept.shape}, not int16 samples")
    return kept.astype(np.float32) / 32767


def _pieces(pcm: np.ndarray) -> Iterator[np.ndarray]:
    pcm = pcm[: MOST_SECONDS * SAMPLE_RATE].astype(np.float32)
    for start in range(0, len(pcm), WINDOW_SAMPLES):
        yield pcm[start : start + WINDOW_SAMPLES]


def _counted(blocks: Iterator[np.ndarray], report: Decoded) -> Iterator[np.ndarray]:
    for block in blocks:
        report.samples += len(block)
        yield block


def _ffmpeg(sound: Sound, program: str, report: Decoded) -> Iterator[np.ndarray]:
    """The application's own arguments (src-main/core/audio/ffmpeg.ts)."""
    with tempfile.TemporaryDirectory() as folder:
        path = sound.file
        if sound.sample:
            path = str(Path(folder, f"sample.{sound.ending}"))
            Path(path).write_bytes(sample_bytes(sound))
        arguments = [
            program, "-max_alloc", LARGEST_PIECE, "-nostdin", "-hide_banner", "-v", "error", "-threads", "1",
            "-protocol_whitelist", "file,pipe",
            "-i", f"file:{path}", "-map", "0:a:0", "-t", str(MOST_SECONDS),
            "-ac", "1", "-ar", str(SAMPLE_RATE), "-rematrix_maxval", "1", "-f", "f32le", "pipe:1",
        ]  # fmt: skip
        said = Path(folder, "said")
        with said.open("wb") as errors, subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=errors) as child:
            timer = threading.Timer(LONGEST_WAIT, child.kill)
            timer.start()
            try:
                while data := child.stdout.read(4 * WINDOW_SAMPLES):
                    yield np.frombuffer(data[: len(data) // 4 * 4], "<f4")
                child.wait()
            finally:
                timer.cancel()
                if child.poll() is None:
                    child.kill()
        lines = said.read_bytes()[:4000].decode("utf-8", "replace").strip().splitlines()
        words = lines[0][:200] if lines else ""
        if child.returncode < 0:
            raise AudioError(f"ffmpeg was ended by signal {-child.returncode} while it read {sound.name}: {words}")
        if report.samples == 0:
            raise AudioError(f"nothing in {sound.name} can be decoded: {words or 'it has no sound'}")
        if child.returncode or words:
            report.complaint = words or f"ffmpeg ended early with {child.returncode}"
