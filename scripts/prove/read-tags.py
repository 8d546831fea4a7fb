"""Reads the tags of files with mutagen: a path a line in, a line of JSON out."""

import hashlib
import json
import sys

import mutagen
from mutagen.aiff import AIFF
from mutagen.apev2 import APENoHeaderError, APEv2
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.wave import WAVE


def digest(value):
    return hashlib.sha1(repr(value).encode()).hexdigest()[:16]


def entries(tags):
    """Name and values, every value as text."""
    if tags is None:
        return
    if isinstance(tags, ID3):
        for key, frame in tags.items():
            if hasattr(frame, "text") and not isinstance(frame.text, str):
                genres = frame.genres if key == "TCON" else frame.text
                yield key, [str(text) for text in genres]
            elif frame.FrameID in ("POPM", "POP"):
                yield key, [f"byte {frame.rating}"]
                yield f"count of {key}", [str(getattr(frame, "count", "none"))]
            else:
                yield key, [digest(frame)]
        return
    pairs = tags if isinstance(tags, list) else list(tags.items())
    for key, value in pairs:
        values = value if isinstance(value, list) else list(value) if hasattr(value, "kind") and value.kind == 0 else [value]
        for one in values:
            text = one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one)
            yield key, [text if len(text) < 300 else digest(text)]


def read(path):
    if path.endswith(".aac"):
        tags = ID3(path, translate=False)
    elif path.endswith((".mp3", ".wav", ".aiff")):
        kind = {"mp3": MP3, "wav": WAVE, "aiff": AIFF}[path.rsplit(".", 1)[1]]
        tags = ID3(path, translate=False) if kind is MP3 else kind(path).tags
    else:
        tags = mutagen.File(path).tags
    return collected(tags)


def collected(tags):
    found = {}
    for name, values in entries(tags):
        found.setdefault(name, []).extend(values)
    return found


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        print(json.dumps(read(path)), flush=True)
    except mutagen.id3.ID3NoHeaderError:
        try:
            print(json.dumps(collected(APEv2(path))), flush=True)
        except APENoHeaderError:
            print("{}", flush=True)
