"""Archives that came from outside: what is unpacked stays in its folder."""

from __future__ import annotations

import tarfile
from pathlib import Path, PurePosixPath

_HAS_FILTER = hasattr(tarfile, "data_filter")
"""Python 3.11.4 and later; Debian 12 has 3.11.2."""


def unpack_tar(archive: tarfile.TarFile, into: Path) -> None:
    """Everything under `into`. tarfile.TarError for a device, and for a name or a link that leads outside."""
    if _HAS_FILTER:
        archive.extractall(into, filter="data")
        return
    members = archive.getmembers()
    for member in members:
        links = member.issym() or member.islnk()
        if not (member.isreg() or member.isdir() or links):
            raise tarfile.TarError(f"{member.name} is no file")
        if _leads_away(member.name) or (links and _leads_away(member.linkname)):
            raise tarfile.TarError(f"{member.name} leads outside")
        member.mode &= 0o755
    archive.extractall(into, members=members)


def _leads_away(name: str) -> bool:
    """A link that climbs is refused even where it would stay inside: with another one it may not."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts
