"""What the owner laid down beyond the settings, as a JSON file: the provider guide's arguments by rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ProfileError
from desktop_app.system.files import write_private

FILE = "rules.json"


class DecisionsFile:
    """Implements house_rules.Kept. A file that cannot be read counts as empty; it is replaced at the next change."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def load(self) -> Mapping[str, Mapping[str, Any]]:
        try:
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: arguments for name, arguments in found.items() if isinstance(arguments, dict)}

    def save(self, decisions: Mapping[str, Mapping[str, Any]]) -> None:
        try:
            text = json.dumps(decisions, indent=2, ensure_ascii=False, default=str)
            write_private(self.path, text.encode() + b"\n")
        except OSError as error:
            raise ProfileError(
                f"The rules {self.path} cannot be written ({error.strerror or error})",
                next_step="Give this user the right to write there, or choose another folder with AITBC_PROVIDER_HOME",
            ) from error
