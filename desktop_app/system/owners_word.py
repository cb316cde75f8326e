"""The owner's pause and Stop now, as a file in the profile (port `WordKeeper`)."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.full_disk import disk_full, is_full
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private

log = logging.getLogger(__name__)

FILE = "owners-word.json"


class OwnersWordFile:
    """It is there exactly while the owner's no may stand."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def load(self) -> OwnersWord:
        """A file that cannot be read stands for a pause until resume: somebody said no, and nobody knows until when."""
        try:
            return _read(json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return OwnersWord()
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            log.warning("%s cannot be read and counts as a pause (%s)", self.path.name, type(error).__name__)
            return OwnersWord(paused=True)

    def keep(self, word: OwnersWord) -> None:
        try:
            if word.is_no:
                write_private(self.path, json.dumps(_written(word)).encode() + b"\n")
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            if is_full(error):
                raise disk_full(self.path) from error
            raise ProfileError(
                Phrase("{path} cannot be written ({error})", path=self.path, error=error.strerror or error)
            ) from error


def _written(word: OwnersWord) -> dict[str, Any]:
    return {
        "stopped": word.stopped, "paused": word.paused, "until": word.until.isoformat() if word.until else None
    }  # fmt: skip


def _read(found: Any) -> OwnersWord:
    """ValueError, TypeError or KeyError when it is none."""
    stopped, paused, until = found["stopped"], found["paused"], found["until"]
    end = datetime.fromisoformat(until) if until is not None else None
    if not (isinstance(stopped, bool) and isinstance(paused, bool)) or (end is not None and end.tzinfo is None):
        raise ValueError("not an owner's word")
    return OwnersWord(stopped, paused, end)
