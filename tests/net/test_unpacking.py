"""Archives that mean harm leave nothing outside, with the library's own filter and on a Python without it."""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

import pytest

from desktop_app.net import unpacking

GOOD = (("top/program", tarfile.REGTYPE, ""), ("top/lib.so", tarfile.SYMTYPE, "lib.so.1"))


def made(folder: Path, *members: tuple[str, bytes, str]) -> Path:
    path = folder / "archive.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind, link in members:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.mode = kind, link, 0o4755
            info.size = 4 if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(b"text") if info.size else None)
    return path


@pytest.fixture(params=["filter", "by hand"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "by hand":
        monkeypatch.setattr(unpacking, "_HAS_FILTER", False)
    elif not unpacking._HAS_FILTER:
        pytest.skip("this Python has no filter")


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of Unix")
def test_files_and_links_inside_are_unpacked(way: None, tmp_path: Path) -> None:
    with tarfile.open(made(tmp_path, *GOOD)) as archive:
        unpacking.unpack_tar(archive, tmp_path / "into")
    program, link = tmp_path / "into/top/program", tmp_path / "into/top/lib.so"
    assert program.read_bytes() == b"text" and program.stat().st_mode & 0o7777 == 0o755
    assert link.is_symlink() and str(link.readlink()) == "lib.so.1"


@pytest.mark.parametrize("member", [
    ("../outside", tarfile.REGTYPE, ""), ("link", tarfile.SYMTYPE, "/etc"), ("link", tarfile.SYMTYPE, "../.."),
    ("device", tarfile.CHRTYPE, ""), ("pipe", tarfile.FIFOTYPE, ""), ("link", tarfile.LNKTYPE, "../outside"),
])  # fmt: skip
def test_what_leads_outside_is_refused(way: None, tmp_path: Path, member: tuple[str, bytes, str]) -> None:
    with tarfile.open(made(tmp_path, *GOOD, member)) as archive, pytest.raises(tarfile.TarError):
        unpacking.unpack_tar(archive, tmp_path / "into")
    assert not (tmp_path / "outside").exists()
