"""Names of playlists and the files in them: M3U, M3U8, PLS, XSPF."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse
from xml.etree import ElementTree

SUFFIXES = {".m3u", ".m3u8", ".pls", ".xspf"}
LIMIT = 20_000_000


def read_playlist(path: Path) -> tuple[str, list[Path]]:
    """The playlist's title (its own, else the file's name in words) and the local files it names, resolved.

    Raises ValueError for a file that is too large or is not what its suffix says.
    """
    if path.stat().st_size > LIMIT:
        raise ValueError(f"{path} is larger than {LIMIT // 1_000_000} MB")
    raw = path.read_bytes()
    text = _decode(raw)
    title, entries = "", []
    if path.suffix.lower() == ".xspf":
        title, entries = _xspf(raw, path)
    elif path.suffix.lower() == ".pls":
        entries = [
            line.split("=", 1)[1] for line in text.splitlines() if line.lower().startswith("file") and "=" in line
        ]
    else:
        for line in text.splitlines():
            if line.startswith("#PLAYLIST:"):
                title = line.removeprefix("#PLAYLIST:").strip()
            elif line.strip() and not line.startswith("#"):
                entries.append(line.strip())
    files = [_local(entry, path.parent) for entry in entries]
    return title or path.stem.replace("_", " ").replace("-", " "), [file for file in files if file is not None]


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _xspf(raw: bytes, path: Path) -> tuple[str, list[str]]:
    if b"<!ENTITY" in raw:
        raise ValueError(f"{path} declares entities, which no playlist needs")
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise ValueError(f"{path} is not XML: {error}") from error
    title = root.findtext("{*}title") or ""
    return title.strip(), [node.text or "" for node in root.iterfind("{*}trackList/{*}track/{*}location")]


def _local(entry: str, folder: Path) -> Path | None:
    if "://" in entry:
        parts = urlparse(entry)
        if parts.scheme != "file":
            return None
        entry = unquote(parts.path)
    return (folder / entry).resolve()
