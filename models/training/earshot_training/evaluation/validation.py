"""Query sets inside the training audio, for choosing settings without a look at the held-out sets.

Three training packages, one training soundfont and some groove styles are taken out of training. Their queries were
written from package descriptions, track titles and style names before any score was seen. What is chosen here is
reported on the held-out sets once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..data.dataset import Item, indices
from .songs import song_sets
from .suite import INSTRUMENTS

ALBUMS = {
    "wesnoth-1.16-music": (
        "epic orchestral battle music", "heroic fantasy adventure with strings and brass", "dramatic medieval war",
        "celtic fantasy with tin whistle and harp", "lyrical orchestral theme",
    ),
    "supertuxkart-data": (
        "upbeat arcade racing music", "cheerful funky instrumental", "happy cartoon game tune",
        "fast energetic electronic rock",
    ),
    "freedroidrpg-data": (
        "dark ambient science fiction", "industrial electronic music for robots", "moody cyberpunk synthesizer",
    ),
}  # fmt: skip
TITLES = {
    "/Lava.": "hot dark volcano", "/(Snowy|snowmountain).": "snowy christmas winter", "/(West|hacienda).": "wild west",
    "/celtic": "celtic folk dance", "/egypt.": "egyptian arabian music", "/farm": "country farm with banjo",
    "/ravenbridge_mansion": "spooky haunted house", "/subsea.": "underwater ambience",
    "/alien_signal.": "electronic science fiction", "/cocoa_river": "jungle percussion",
    "/klabauter_dance.": "pirate sea shanty", "/sad.": "sad and slow", "/love_theme.": "romantic love theme",
    "/(battle|battle-epic).": "battle drums", "/suspense.": "tense suspense",
    "/nunc_dimittis.": "choir singing in church", "/elvish-theme.": "gentle flute",
    "/traveling_minstrels.": "medieval minstrel with lute", "/frantic": "fast and frantic",
}  # fmt: skip
STYLES = {
    r"waltz": "waltz", r"polka": "polka", r"tango": "tango", r"reggae|\bska\b": "reggae and ska",
    r"bossa|samba": "bossa nova and samba", r"metal|mtl": "heavy metal", r"trance|rave": "trance",
    r"ragtime|dixie": "ragtime", r"hip-?hop|trip": "hip hop", r"funk": "funk", r"country|cntry": "country music",
    r"march": "military march",
}  # fmt: skip
SOUNDFONT = "TimGM6mb.sf2"
Queries = list[tuple[str, set[int]]]


def _style(item: Item) -> bool:
    return item.kind == "mma" and any(re.search(p, str(item.info["stem"]).lower()) for p in STYLES)


def _left_out(item: Item) -> bool:
    if item.split != "train":
        return False
    return (item.kind == "music" and item.group in ALBUMS) or item.group == SOUNDFONT or _style(item)


def leave_out(items: list[Item]) -> list[Item]:
    """The items with what validation needs moved from the split ``train`` to ``validation``; the order stays."""
    return [replace(item, split="validation") if _left_out(item) else item for item in items]


def validation_sets(items: list[Item]) -> dict[str, tuple[set[int], Queries]]:
    """As ``suite.query_sets``, over the items of the split ``validation``, and real songs where the items hold any."""

    def found(keep: Callable[[Item], bool]) -> set[int]:
        return indices(items, lambda i: i.split == "validation" and keep(i))

    albums = [(q, found(lambda i, p=package: i.group == p)) for package, texts in ALBUMS.items() for q in texts]
    titles = [(q, found(lambda i, p=part: i.kind == "music" and re.search(p, i.key))) for part, q in TITLES.items()]
    instruments = [
        (name, found(lambda i, p=programs: i.kind == "gm" and i.info["program"] in p))
        for name, programs in INSTRUMENTS.items()
    ]
    styles = [
        (q, found(lambda i, p=p: i.kind == "mma" and re.search(p, str(i.info["stem"]).lower())))
        for p, q in STYLES.items()
    ]
    music, made, grooves = (found(lambda i, k=kind: i.kind == k) for kind in ("music", "gm", "mma"))
    return {
        "albums": (music, albums), "titles": (music, titles), "instruments": (made, instruments),
        "styles": (grooves, styles), **song_sets(items),
    }  # fmt: skip
