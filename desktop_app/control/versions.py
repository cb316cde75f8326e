"""Which versions run here, from the installed metadata."""

from __future__ import annotations

import importlib.metadata

UNKNOWN = "unknown"


def version_of(name: str) -> str:
    """ "unknown" for what is not installed: a checkout on the path, a frozen program without its metadata."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return UNKNOWN
