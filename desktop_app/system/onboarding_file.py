"""How far the owner came with setting the program up, what a shadow day saw, which suggestions are in force: small
files of the profile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private

FILE = "onboarding.json"
SHADOW = "shadow-day.json"
APPLIED = "applied.json"


class OnboardingFile:
    """Implements provider.onboarding.ports.Kept and office.changes.Applied."""

    def __init__(self, home: Path, name: str = FILE) -> None:
        self.path = home / name

    def load(self) -> Mapping[str, Any] | None:
        """What cannot be read counts as not yet begun to be answered; it is only what was typed into a few fields."""
        try:
            found = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def save(self, content: Mapping[str, Any]) -> None:
        try:
            write_private(self.path, json.dumps(dict(content), indent=2, ensure_ascii=False).encode() + b"\n")
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be written ({error})", path=self.path, error=error.strerror or error),
                next_step=Phrase("Give this user the right to write there, or choose another folder with --home"),
            ) from error

    def forget(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be removed ({error})", path=self.path, error=error.strerror or error)
            ) from error
