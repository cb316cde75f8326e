"""The Debian package and the portable archive, from the frozen program. Linux; needs dpkg-deb for the package."""

import gzip
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from dev_setup import ROOT, Trouble

NAME = "aitbc-provider"
HOME = Path("opt") / NAME
RESOURCES = ROOT / "resources"
SCRIPTS = ROOT / "packaging" / "debian"
# Sonames that are not in the bundle, by the package that brings them: what a window needs, and the C library.
DEPENDS = (
    "libc6 (>= 2.36)", "libegl1", "libgl1", "libx11-6", "libxcb1", "libdbus-1-3", "libfontconfig1", "libfreetype6",
    "libglib2.0-0 | libglib2.0-0t64", "ca-certificates",
)  # fmt: skip
RECOMMENDS = ("fonts-dejavu-core | fonts-noto-core", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: AITBC Provider <provider@aitbc.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: net
Priority: optional
Description: sell the idle hours of a GPU on the AITBC compute network
 A program for the system tray: it offers the graphics card at its owner's price
 and in its owner's hours, runs the jobs on a model runtime on this machine, and
 shows what was earned. Removing it keeps the profile of every user.
"""
READ_ME = """\
AITBC Provider {version}, portable

Start it with ./aitbc-provider (a window or tray, or --headless for text lines).
It needs a Linux with glibc 2.36 or newer: Debian 12, Ubuntu 24.04, Fedora 38 and later.
Nothing is installed; the profile is in ~/.local/share/aitbc-provider.
`./aitbc-provider autostart on` starts it when you log in, `off` takes that back.
To remove it: `./aitbc-provider autostart off`, then delete this folder.
"""


def pack(program: Path, icons: Path, version: str, moment: int, dist: Path) -> list[Path]:
    """Both, in `dist`. `moment` is the time that every file gets, in seconds since 1970."""
    return [archive(program, version, moment, dist), package(program, icons, version, moment, dist)]


def archive(program: Path, version: str, moment: int, dist: Path) -> Path:
    """`aitbc-provider-VERSION-linux-x86_64.tar.xz` with one folder in it."""
    made = dist / f"{NAME}-{version}-linux-x86_64.tar.xz"
    print(f"== {made.name}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / f"{NAME}-{version}"
        shutil.copytree(program, tree, symlinks=True)
        (tree / "README.txt").write_text(READ_ME.format(version=version), encoding="utf-8")

        def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = moment
            entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
            return entry

        with tarfile.open(made, "w:xz", preset=6) as out:
            for file in [tree, *sorted(tree.rglob("*"))]:
                out.add(file, arcname=file.relative_to(scratch), recursive=False, filter=plain)
    return made


def package(program: Path, icons: Path, version: str, moment: int, dist: Path) -> Path:
    """`aitbc-provider_VERSION_amd64.deb`."""
    if shutil.which("dpkg-deb") is None:
        raise Trouble("the Debian package needs dpkg-deb; the portable archive is made")
    made = dist / f"{NAME}_{version}_amd64.deb"
    print(f"== {made.name}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(program, root / HOME, symlinks=True)
        _placed(root, icons, version)
        size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file()) // 1024
        _control(root / "DEBIAN", version, size)
        for file in [root, *root.rglob("*")]:
            if not file.is_symlink():
                file.chmod(0o755 if file.is_dir() or _runs(file, root) else 0o644)
            os.utime(file, (moment, moment), follow_symlinks=False)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(made)]
        environ = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
        if subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Trouble("dpkg-deb could not make the package, see above")
    return made


def _placed(root: Path, icons: Path, version: str) -> None:
    """What lies outside the program's own folder."""
    share = root / "usr" / "share"
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / NAME).symlink_to(Path("/") / HOME / NAME)
    (share / "applications").mkdir(parents=True)
    shutil.copy(RESOURCES / "linux" / f"{NAME}.desktop", share / "applications")
    (share / "metainfo").mkdir(parents=True)
    shutil.copy(RESOURCES / "linux" / "org.aitbc.provider.metainfo.xml", share / "metainfo")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(RESOURCES / "icons" / "app.svg", scalable / f"{NAME}.svg")
    for drawn in icons.glob("app-*.png"):
        size = drawn.stem.removeprefix("app-")
        folder = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        shutil.copy(drawn, folder / f"{NAME}.png")
    about = share / "doc" / NAME
    about.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", about / "copyright")
    with gzip.GzipFile(about / "changelog.gz", "wb", mtime=0) as out:
        out.write(f"{NAME} ({version}) stable; urgency=medium\n\n  * Version {version}.\n".encode())


def _control(folder: Path, version: str, size: int) -> None:
    folder.mkdir()
    text = CONTROL.format(
        name=NAME, version=version, size=size, depends=", ".join(DEPENDS), recommends=", ".join(RECOMMENDS)
    )
    (folder / "control").write_text(text, encoding="utf-8")
    for script in ("prerm", "postinst"):
        if (SCRIPTS / script).is_file():
            shutil.copy(SCRIPTS / script, folder / script)


def _runs(file: Path, root: Path) -> bool:
    inside = file.relative_to(root)
    return inside == HOME / NAME or (inside.parts[0] == "DEBIAN" and file.name != "control")
