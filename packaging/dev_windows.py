"""The installer for Windows, from the frozen program. Needs makensis (NSIS 3); signs where a certificate is set up."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from dev_setup import ROOT, Trouble

NAME = "aitbc-provider"
SIGN = "AITBC_SIGN"
"""A command that signs the file whose name is put behind it, as `signtool sign /a /fd SHA256 /tr ... /td SHA256`."""


def pack(program: Path, work: Path, version: str, dist: Path) -> list[Path]:
    """`aitbc-provider-VERSION-setup.exe` in `dist`."""
    makensis = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if makensis is None:
        raise Trouble("the installer needs makensis: install NSIS 3 (Debian: apt-get install nsis)")
    refuse_stand_ins(program)
    for executable in program.glob("*.exe"):
        sign(executable)
    made = dist / f"{NAME}-{version}-setup.exe"
    print(f"== {made.name}", flush=True)
    told = {"VERSION": version, "PAYLOAD": str(program), "OUT": str(made), "ICON": str(work / "app.ico")}
    flag = "/" if os.name == "nt" else "-"
    defines = [f"{flag}D{name}={value}" for name, value in told.items()]
    script = ROOT / "packaging" / "windows.nsi"
    if subprocess.run([makensis, f"{flag}V2", *defines, str(script)], check=False).returncode:
        raise Trouble("makensis failed, see above")
    sign(made)
    return [made]


def refuse_stand_ins(program: Path) -> None:
    """Stand-ins for system libraries belong to a machine that tests under wine, never into a package."""
    from freeze_parts import STAND_INS

    if found := [file.name for file in program.rglob("*") if file.name.lower() in STAND_INS]:
        raise Trouble(f"stand-ins were packed: {', '.join(found)}")


def sign(file: Path) -> None:
    """With the command in AITBC_SIGN; without one the file stays unsigned, and the README says what Windows makes of
    that."""
    command = os.environ.get(SIGN, "").strip()
    if not command:
        return
    parts = shlex.split(command, posix=os.name != "nt")
    if subprocess.run([*parts, str(file)], check=False).returncode:
        raise Trouble(f"{file.name} could not be signed")
