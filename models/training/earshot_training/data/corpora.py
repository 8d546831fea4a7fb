"""The audio corpora: free-licence Debian packages, fetched by name.

``music`` files last 30 s or more and lie outside sound-effect folders; ``other`` files are the same packages' sound
effects, ambiences and voices, which teach the music score what music is not.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import soundfile

TRAIN_PACKAGES = (
    "wesnoth-1.16-music", "ufoai-music", "supertuxkart-data", "megaglest-data", "freedroidrpg-data", "asc-music",
    "extremetuxracer-data", "frozen-bubble-data", "lincity-ng-data",
)  # fmt: skip
# More music of the same kind, and what lies under and over music: for the teachers' labels (the label command).
MORE_PACKAGES = (
    "drascula-music", "supertux-data", "redeclipse-data", "warmux-data", "berusky2-data", "wizznic-data",
    "plee-the-bear-data", "ardentryst", "davegnukem-data", "starfighter-data", "pushover-data",
    "planetblupi-music-ogg", "marsshooter-data", "trackballs-data", "seahorse-adventures", "enigma-data",
    "amoebax-data", "kgoldrunner", "openclonk-data", "xmoto-data", "lordsawar-data", "neverball-common", "freecol",
    "lugaru-data", "torus-trooper-data", "mu-cade-data", "gunroar-data", "titanion-data", "noiz2sa-data",
    "tumiki-fighters-data", "gigalomania-data", "cube2-data", "btanks-data", "manaplus-data", "caveexpress-data",
    "hex-a-hop-data", "csmash-demosong", "zaz-data", "dustracing2d-data", "mazeofgalious-data", "freeorion-data",
    "freeciv-data", "adonthell-data", "scratch", "sonic-pi-samples", "tuxpaint-stamps-default", "ktuberling-data",
    "sound-theme-freedesktop",
)  # fmt: skip
HELD_OUT_PACKAGES = ("warzone2100-music", "widelands-data", "hedgewars-data", "hyperrogue-music")
SOUNDFONT_PACKAGES = ("fluid-soundfont-gm", "timgm6mb-soundfont", "csound-soundfont")
TRAIN_SOUNDFONTS = (
    "fluid-soundfont-gm/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "timgm6mb-soundfont/usr/share/sounds/sf2/TimGM6mb.sf2",
)
HELD_OUT_SOUNDFONT = "csound-soundfont/usr/share/sounds/sf2/sf_GMbank.sf2"
EXTENSIONS = {".ogg", ".opus", ".mp3", ".flac", ".wav"}
NOT_MUSIC_PARTS = {"sound", "sounds", "sfx", "voices", "voice", "effects", "library", "animals", "titles"}
NOT_MUSIC_NAMES = {"nolok_speech", "steamlocomotive"}
MIN_MUSIC_SECONDS = 30.0
MIN_OTHER_SECONDS = 0.5


@dataclass(frozen=True)
class Track:
    """One file: ``key`` is its path below the corpora folder; ``kind`` is ``music`` or ``other``."""

    key: str
    package: str
    kind: str
    seconds: float

    @property
    def held_out(self) -> bool:
        return self.package in HELD_OUT_PACKAGES


def fetch(root: Path, packages: tuple[str, ...] = TRAIN_PACKAGES + HELD_OUT_PACKAGES + SOUNDFONT_PACKAGES) -> None:
    """Downloads and unpacks each Debian package to root/<package>; packages already there are left alone."""
    for package in packages:
        folder = root / package
        if folder.is_dir():
            _unpack_archives(folder)
            continue
        root.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", package], cwd=root, check=True)
        debs = sorted(root.glob(f"{package}_*.deb"))
        if len(debs) != 1:
            raise FileNotFoundError(f"expected one downloaded file for {package}, found {len(debs)}")
        subprocess.run(["dpkg", "-x", debs[0], folder], check=True)
        debs[0].unlink()
        _unpack_archives(folder)


def _unpack_archives(folder: Path) -> None:
    """ufoai-music keeps its tracks in a zip, which may still be packed in a folder that somebody else fetched."""
    target = folder / "music-extracted"
    for archive in [] if target.is_dir() else folder.rglob("*.pk3"):
        with zipfile.ZipFile(archive) as pack:
            pack.extractall(target)


def kind_of(relative: Path, seconds: float) -> str | None:
    """``music``, ``other`` or None (neither: too short for music, but lying in a music folder)."""
    parts = {part.lower() for part in relative.parts[:-1]}
    music_folder = "music" in parts
    effect = (parts & NOT_MUSIC_PARTS and not music_folder) or relative.stem.lower() in NOT_MUSIC_NAMES
    if effect:
        return "other" if seconds >= MIN_OTHER_SECONDS else None
    return "music" if seconds >= MIN_MUSIC_SECONDS else None


def scan(
    root: Path, packages: tuple[str, ...] = TRAIN_PACKAGES + HELD_OUT_PACKAGES, report: Callable[[str], None] = print
) -> list[Track]:
    """All tracks of the fetched corpora in a stable order. A package that is missing is an error; a file that is no
    audio, as games keep dummies, is left out and told by name."""
    tracks = []
    for package in packages:
        folder = root / package
        if not folder.is_dir():
            raise FileNotFoundError(f"corpus {package} is not in {root}; run the corpora command first")
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in EXTENSIONS or not path.is_file():
                continue
            relative = path.relative_to(root)
            try:
                seconds = soundfile.info(str(path)).duration
            except soundfile.LibsndfileError as error:
                report(f"left out: {relative}: {error.error_string}")
                continue
            kind = kind_of(relative, seconds)
            if kind:
                tracks.append(Track(str(relative), package, kind, seconds))
    return tracks
