"""`dev.py build --installer`: the frozen program, its self-test, and what people install, all in `dist/`."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import dev_setup
from dev_setup import PYTHON, ROOT, Trouble

BUILD = ROOT / "build" / "freeze"
TOOLS = BUILD / "tools"
DIST = ROOT / "dist"
LOCK = dev_setup.LOCKS["freeze"]
NAME = "aitbc-provider"
PROGRAM = BUILD / "out" / NAME


def version() -> str:
    """The one place that tells the version is pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def moment() -> int:
    """When this source was committed, in seconds since 1970, so that one commit gives one set of file times."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return int(answer.stdout.strip() or 315532800) if answer.returncode == 0 else 315532800


def environment() -> dict[str, str]:
    """For PyInstaller and what it starts: its own folder of packages beside the environment's."""
    return {
        **dev_setup.environment(),
        "PYTHONPATH": str(TOOLS),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(moment()),
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(command: Sequence[str | Path], what: str) -> None:
    """Run a step with its output shown; Trouble names it when it fails."""
    print(f"== {what}", flush=True)
    if subprocess.run([str(part) for part in command], cwd=ROOT, env=environment(), check=False).returncode:
        raise Trouble(f"{what} failed, see above")


def prepare_tools() -> None:
    """PyInstaller from its lock, in a folder of its own: neither the program nor its tests need it."""
    mark = TOOLS / "freeze.lock"
    if mark.is_file() and mark.read_bytes() == LOCK.read_bytes():
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    pip = dev_setup.usable_pip()
    dev_setup.install(pip, "--require-hashes", "--only-binary", ":all:", "--target", str(TOOLS), "-r", str(LOCK))
    shutil.copy(LOCK, mark)


def freeze() -> None:
    """The program as one folder, `PROGRAM`."""
    work = BUILD / "work"
    spec_work = work / NAME  # where the recipe looks for the icon and the version
    spec_work.mkdir(parents=True, exist_ok=True)
    run([PYTHON, ROOT / "packaging" / "dev_icons.py", spec_work], "icons")
    (spec_work / "version.txt").write_text(windows_version(version()), encoding="utf-8")
    recipe = ROOT / "packaging" / f"{NAME}.spec"
    places = ["--distpath", BUILD / "out", "--workpath", work]
    run([PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, recipe], "PyInstaller")


def windows_version(text: str) -> str:
    """The version resource of a Windows program, in PyInstaller's notation."""
    numbers = (*(int(part) for part in text.split(".")[:3]), 0)
    words = {
        "CompanyName": "AITBC Provider", "FileDescription": "AITBC Provider", "FileVersion": text,
        "InternalName": NAME, "ProductName": "AITBC Provider", "ProductVersion": text, "LegalCopyright": "MIT licence",
    }  # fmt: skip
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    kids = f"StringFileInfo([StringTable('040904B0', [{strings}])])"
    language = "VarFileInfo([VarStruct('Translation', [1033, 1200])])"
    return f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=[{kids}, {language}])"


def self_test() -> dict[str, object]:
    """What the frozen program says of itself; Trouble when a part of it does not work."""
    print("== self-test", flush=True)
    program = PROGRAM / (f"{NAME}.exe" if os.name == "nt" else NAME)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    answer = subprocess.run([str(program), "--self-test"], env=kept, capture_output=True, text=True, check=False)
    print(answer.stdout, flush=True)
    if answer.returncode:
        raise Trouble(f"the frozen program does not pass its self-test\n{answer.stderr[-2000:]}")
    return dict(json.loads(answer.stdout))


def size(folder: Path) -> int:
    """Bytes of all files in it."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


def installers() -> list[Path]:
    """Freeze, try, pack: what was made."""
    prepare_tools()
    freeze()
    self_test()
    DIST.mkdir(exist_ok=True)
    work = BUILD / "work" / NAME
    if sys.platform == "win32":
        import dev_windows

        made = dev_windows.pack(PROGRAM, work, version(), DIST)
    else:
        import dev_linux

        made = dev_linux.pack(PROGRAM, work, version(), moment(), DIST)
    print(f"{PROGRAM.name}: {size(PROGRAM) / 2**20:.0f} MiB in {PROGRAM.relative_to(ROOT)}")
    for file in made:
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    return made
