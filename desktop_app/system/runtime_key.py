"""The key that a model server may ask for: from the environment of the session, never from a file."""

from __future__ import annotations

import os
from collections.abc import Mapping

from desktop_app.system.logs import hide

RUNTIME_KEY_VARIABLE = "AITBC_PROVIDER_RUNTIME_KEY"


def runtime_key(environment: Mapping[str, str] = os.environ) -> str | None:
    """The key, or None; from now on no log shows it."""
    key = environment.get(RUNTIME_KEY_VARIABLE, "").strip() or None
    hide(key)
    return key
