"""Optional libraries of this package, asked for by name where they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class ArchiveError(ValueError):
    """What was given is no archive, one of another version or model, or something is missing to work with it."""


def optional(name: str) -> ModuleType:
    """A library of the extra `archive`. Raises ArchiveError where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise ArchiveError(
            f"{name.partition('.')[0]} is not installed: pip install '.[archive]' in models/training brings it"
        ) from error
