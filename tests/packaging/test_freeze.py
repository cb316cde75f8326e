"""What the frozen program takes along: the recipe's rules, and the licences."""

import importlib.util
import shutil
import subprocess
import sys
import tarfile
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def module(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def parts():
    return module("freeze_parts")


def test_texts_of_qt_come_along_for_the_languages_that_the_program_speaks(parts, tmp_path):
    for name in ("aitbc-provider.ts", "aitbc-provider_de.ts", "aitbc-provider_de.qm", "aitbc-provider_pt_BR.qm"):
        (tmp_path / name).touch()
    spoken = parts.languages(tmp_path)
    assert spoken == {"de", "pt_BR"}
    kept = ("resources/translations/aitbc-provider_de.qm", "PySide6/Qt/translations/qtbase_pt_BR.qm", "PySide6\\translations\\qtbase_de.qm")
    left = ("resources/translations/aitbc-provider.ts", "resources/translations/aitbc-provider_de.ts",
            "PySide6/Qt/translations/qtbase_fr.qm", "PySide6/Qt/translations/designer_de.qm")  # fmt: skip
    assert all(parts.is_kept(name, spoken) for name in kept)
    assert not any(parts.is_kept(name, spoken) for name in left)
    assert not any(parts.is_kept(name) for name in (*kept, *left))


@pytest.mark.parametrize("name", ["icuuc.dll", "_internal\\ICUUC.DLL", "nvml.dll", "_internal/PySide6/icuuc.dll"])
def test_no_stand_in_of_a_test_machine_is_shipped(parts, name):
    assert not parts.is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqoffscreen.so", "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll", "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libQt6OpenGLWidgets.so.6", "PySide6/QtTest.abi3.so", "libxcb-cursor.so.0",
        "xllamacpp/xllamacpp.abi3.so", "numpy.libs/libscipy_openblas64_.so", "resources/icons/app.svg",
    ],
)  # fmt: skip
def test_what_the_program_needs_is_kept(parts, name):
    assert parts.is_kept(name)


@pytest.mark.parametrize(
    "name",
    ["PySide6/Qt/translations/qt_de.qm", "PySide6/Qt/lib/libQt6Quick.so.6", "libgtk-3.so.0", "libGL.so.1",
     "PySide6\\opengl32sw.dll", "PySide6/Qt/plugins/imageformats/libqtiff.so"],
)  # fmt: skip
def test_what_nobody_uses_stays_out(parts, name):
    assert not parts.is_kept(name)


def test_numpy_is_never_stripped(parts):
    assert not any("numpy" in name or "openblas" in name for name in parts.STRIPPED)


def test_the_program_imports_nothing_that_is_left_out(parts):
    left_out = tuple(name for name in parts.EXCLUDED_MODULES if name.startswith("PySide6"))
    text = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "desktop_app").rglob("*.py"))
    assert [name for name in left_out if f"from {name} " in text or f"import {name}\n" in text] == []


def test_no_process_loads_qt_before_its_first_own_line(parts):
    """PyInstaller's hooks would: in the guard, the engine and without a screen. The self-test looks once frozen."""
    recipe = (ROOT / "packaging" / "aitbc-provider.spec").read_text(encoding="utf-8")
    assert {"pyi_rth_pyside6", "pyi_rth_multiprocessing"} <= parts.DROPPED_HOOKS
    assert "entry[0] not in freeze_parts.DROPPED_HOOKS" in recipe


def test_the_licences_of_what_was_taken_along_are_gathered():
    import httpx
    import msgspec

    text = module("licences").gathered([httpx.__file__, msgspec.__file__])
    assert "Python" in text and "msgspec" in text and "httpx" in text and "Redistribution and use" in text
    assert "pytest" not in text


def test_the_recipe_tells_the_projects_version(tmp_path):
    code = "import dev_build; print(dev_build.version()); print(dev_build.windows_version('1.2.3'))"
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "packaging")
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert answer.stdout.splitlines()[0] == wanted
    assert "filevers=(1, 2, 3, 0)" in answer.stdout


def test_the_desktop_file_and_the_metadata_name_the_same_program():
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(ROOT / "resources" / "linux" / "aitbc-provider.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"].split()[0] == "aitbc-provider"
    about = ET.parse(ROOT / "resources" / "linux" / "org.aitbc.provider.metainfo.xml").getroot()
    assert about.findtext("launchable") == "aitbc-provider.desktop"
    assert about.findtext("project_license") == "MIT"


@pytest.mark.skipif(sys.platform != "linux", reason="of Debian systems")
@pytest.mark.parametrize("name", ["prerm", "postinst"])
def test_the_packages_scripts_are_shell(name):
    script = ROOT / "packaging" / "debian" / name
    subprocess.run(["sh", "-n", str(script)], check=True)
    assert "aitbc-provider/history" not in script.read_text() and ".local/share" not in script.read_text()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_a_package_and_an_archive_are_made_of_a_folder(tmp_path):
    program, icons, dist = tmp_path / "program", tmp_path / "icons", tmp_path / "dist"
    for folder in (program / "_internal", icons, dist):
        folder.mkdir(parents=True)
    (program / "aitbc-provider").write_text("#!/bin/sh\n")
    (program / "aitbc-provider").chmod(0o755)
    (program / "_internal" / "library.so").write_bytes(b"x")
    (icons / "app-48.png").write_bytes(b"png")
    code = (
        "import dev_linux, sys; from pathlib import Path; "
        "print([p.name for p in dev_linux.pack(*map(Path, sys.argv[1:3]), '1.2.3', 1700000000, Path(sys.argv[3]))])"
    )
    command = [sys.executable, "-c", code, str(program), str(icons), str(dist)]
    subprocess.run(command, cwd=ROOT / "packaging", check=True, capture_output=True)
    first = {file.name: file.read_bytes() for file in dist.iterdir()}
    subprocess.run(command, cwd=ROOT / "packaging", check=True, capture_output=True)
    assert {file.name: file.read_bytes() for file in dist.iterdir()} == first, "the same source made other files"
    deb = dist / "aitbc-provider_1.2.3_amd64.deb"
    listed = subprocess.run(["dpkg-deb", "-c", str(deb)], capture_output=True, text=True, check=True).stdout
    for path in (
        "./opt/aitbc-provider/aitbc-provider", "./usr/bin/aitbc-provider -> /opt/aitbc-provider/aitbc-provider",
        "./usr/share/applications/aitbc-provider.desktop", "./usr/share/icons/hicolor/48x48/apps/aitbc-provider.png",
        "./usr/share/metainfo/org.aitbc.provider.metainfo.xml", "./usr/share/doc/aitbc-provider/copyright",
    ):  # fmt: skip
        assert path in listed
    assert "autostart" not in listed, "starting with the session is the owner's choice"
    with tarfile.open(dist / "aitbc-provider-1.2.3-linux-x86_64.tar.xz") as archive:
        roots = {name.split("/")[0] for name in archive.getnames()}
        assert roots == {"aitbc-provider-1.2.3"}
        assert archive.getmember("aitbc-provider-1.2.3/aitbc-provider").mode == 0o755
