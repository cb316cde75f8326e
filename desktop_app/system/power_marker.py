"""What the card's power limit was before it was lowered, as a file in the profile (port `CapMarker`)."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.comfort import PowerLimit
from desktop_app.system.files import write_private

log = logging.getLogger(__name__)

FILE = "power-limit.json"


class PowerMarker:
    """It is there exactly while a limit of ours may be in force."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def load(self) -> PowerLimit | None:
        """None where there is none; one that cannot be read is put away."""
        try:
            found = json.loads(self.path.read_bytes())
            return PowerLimit(str(found["uuid"]), float(found["watts"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("%s cannot be read and is removed (%s)", self.path.name, type(error).__name__)
            self.forget()
            return None

    def keep(self, limit: PowerLimit) -> None:
        try:
            write_private(self.path, json.dumps({"uuid": limit.uuid, "watts": limit.watts}).encode() + b"\n")
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be written ({error})", path=self.path, error=error.strerror or error)
            ) from error

    def forget(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s cannot be removed (%s)", self.path.name, error.strerror or error)
