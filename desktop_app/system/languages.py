"""Which languages the program was translated into, and which one the owner chose. Read before anything is shown, so
without the settings' own reader, which says later what is wrong with their file."""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.system.paths import resource

STEM = "aitbc-provider_"


def folder() -> Path | None:
    """Where the translations are; None where the program speaks English only."""
    try:
        found = resource("translations")
    except FileNotFoundError:  # a package without translations
        return None
    return found if installed(found) else None


def installed(found: Path) -> tuple[str, ...]:
    """Codes of the languages in this folder, such as "de" or "pt_BR"."""
    return tuple(sorted(path.stem.removeprefix(STEM) for path in found.glob(f"{STEM}*.qm")))


def chosen(home: Path) -> str:
    """The owner's language, "" for the system's."""
    from desktop_app.system.settings import FILE  # only where there is a choice: the icon does not wait for it

    try:
        language = json.loads((home / FILE).read_text(encoding="utf-8")).get("language", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return language if isinstance(language, str) else ""
