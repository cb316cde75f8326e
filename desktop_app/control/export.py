"""`export`: earnings as CSV, settings as JSON, diagnostics as a zip in which no prompt, output or key stands."""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from desktop_app.control.offline import Offline
from desktop_app.control.shapes import Json
from desktop_app.control.versions import version_of
from desktop_app.domain import tax

_LIBRARIES = ("PySide6-Essentials", "qasync", "httpx", "uvicorn", "starlette", "sqlite-utils", "xllamacpp", "keyring")
_LARGEST_LOG = 8_000_000

# The log holds no secrets; this is for what a library or a person may have put where it does not belong.
_SCRUBBED = (
    (re.compile(r"(?i)((?:api[-_ ]?key|miner[-_ ]?key|token|secret|password|authorization)\b[\"']?\s*[:=]\s*[\"']?)"
                r"(?:bearer\s+)?[^\s\"',;]+"), r"\1[hidden]"),
    (re.compile(r"(?i)(bearer\s+)[^\s\"',;]+"), r"\1[hidden]"),
    (re.compile(r"(://)[^/\s:@]*:[^/\s@]*@"), r"\1[hidden]@"),
)  # fmt: skip


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """For spreadsheets; a text from the network that one would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.DictWriter(out, tax.COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        texts = {name: _no_formula(row[name]) for name in ("job_id", "customer", "model", "tier")}
        writer.writerow({**row, **texts})
    return out.getvalue()


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def diagnostics(offline: Offline, examined: Json, now: datetime) -> bytes:
    """The zip: doctor's findings, settings, versions and the log."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"doctor.json": examined, "settings.json": dict(offline.settings()), "versions.json": versions(now)}
        for name, content in parts.items():
            archive.writestr(name, scrubbed(json.dumps(content, indent=2, ensure_ascii=False)))
        for path in offline.logs():
            text = path.read_bytes()[-_LARGEST_LOG:].decode("utf-8", "replace")
            archive.writestr(path.name, scrubbed(text))
    return out.getvalue()


def scrubbed(text: str) -> str:
    """`text` without what looks like a key, and without the user's own folder name."""
    for pattern, replacement in _SCRUBBED:
        text = pattern.sub(replacement, text)
    return text.replace(str(Path.home()), "~")


def versions(now: datetime) -> Json:
    return {
        "made": now.isoformat(timespec="seconds"),
        "aitbc-provider": version_of("aitbc-provider"),
        "python": sys.version,
        "system": platform.platform(),
        "machine": platform.machine(),
        "libraries": {name: version_of(name) for name in _LIBRARIES},
    }


def write_new(path: Path, content: bytes) -> None:
    """A new file, for this user only. FileExistsError rather than writing over anything."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
