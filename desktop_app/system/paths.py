"""Where things are: the profile folder, and the program's own resources."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.running import HOME_VARIABLE

APP = "aitbc-provider"


def profile_dir(home: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The profile folder: `home`, else AITBC_PROVIDER_HOME, else the system's place for a program's data.

    A missing one is made, for this user only (mode 0700). ProfileError when it cannot be."""
    wanted = home or environment.get(HOME_VARIABLE) or _usual_place()
    path = Path(wanted).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ProfileError(
            Phrase("{path} cannot be made ({error})", path=path, error=error.strerror or error),
            next_step=Phrase("Choose another folder with --home or {home_variable}", home_variable=HOME_VARIABLE),
        ) from error
    return path


def _usual_place() -> str:
    from platformdirs import user_data_dir

    return user_data_dir(APP, appauthor=False)


def resource(name: str) -> Path:
    """A file of `resources/`, in a checkout, an installed wheel and a frozen program; a missing one is a bug."""
    for folder in _resource_folders():
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"the program's own file {name} is missing")


def _resource_folders() -> tuple[Path, ...]:
    package = Path(__file__).parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    inside = (Path(frozen) / "desktop_app" / "resources", Path(frozen) / "resources") if frozen else ()
    return (*inside, package / "resources", package.parent / "resources")
