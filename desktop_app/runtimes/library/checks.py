"""Whether a model's file is whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.errors import in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes import gguf

_SHA256 = re.compile(r'"?([0-9a-f]{64})"?')


def sha256(path: Path) -> str:
    """Of the file's content, in lower-case hexadecimal; for a thread, it reads all of it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def told_sha256(headers: Mapping[str, str]) -> str:
    """The SHA-256 that a store of models tells in the header of its redirect, "" when it tells none."""
    found = _SHA256.fullmatch(headers.get("x-linked-etag", ""))
    return found.group(1) if found else ""


def why_broken(path: Path) -> str:
    """Why this is not a whole GGUF file, "" when it is one."""
    try:
        needed = gguf.needed_size(path)
    except gguf.NotGguf as error:
        return Phrase("what the source sent is no model file: {why}", why=in_words(error))
    have = path.stat().st_size
    if have >= needed:
        return ""
    return Phrase("the file has {have} bytes, its own table asks for {needed}", have=have, needed=needed)
