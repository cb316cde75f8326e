"""The locks: nothing in them but names, versions, markers and hashes, and nothing missing."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("run", "test", "freeze", "compiler")
ENTRY = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[A-Za-z0-9.+!-]+)(?: ; (?P<marker>[^\\]+?))? \\")
MARKER = re.compile(
    r"(?:(?:python_full_version|python_version|sys_platform|os_name|platform_machine|platform_system"
    r"|implementation_name|platform_python_implementation) (?:[<>=!]=|[<>]) '[\w.]+'(?: and | or )?|[()])+"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def lines(name: str) -> list[str]:
    return (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8").splitlines()


def locked(name: str) -> dict[str, set[str]]:
    """Versions by package; a package has several where they differ by Python version."""
    found: dict[str, set[str]] = {}
    for line in lines(name):
        if entry := ENTRY.fullmatch(line):
            found.setdefault(entry["name"], set()).add(entry["version"])
    return found


def names(requirements: list[str]) -> set[str]:
    """The names as the locks spell them."""
    return {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", text)[0]).lower() for text in requirements}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_versions_markers_and_hashes_and_nothing_else(name):
    strangers = [line for line in lines(name) if not (ENTRY.fullmatch(line) or HASH.fullmatch(line))]
    assert strangers == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_host_and_no_path(name):
    entries = [entry for line in lines(name) if (entry := ENTRY.fullmatch(line))]
    assert entries
    assert [entry["marker"] for entry in entries if entry["marker"] and not MARKER.fullmatch(entry["marker"])] == []
    assert [entry["version"] for entry in entries if not entry["version"][0].isdigit()] == []
    assert not re.search(r"://|@|/|--(index|extra-index|find-links|trusted-host)", "\n".join(lines(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_a_hash(name):
    text = lines(name)
    assert [line for line, after in zip(text, [*text[1:], ""], strict=True)
            if ENTRY.fullmatch(line) and not HASH.fullmatch(after)] == []  # fmt: skip


def test_the_test_lock_holds_the_run_lock_with_the_same_versions():
    run, test = locked("run"), locked("test")
    assert {name: versions for name, versions in run.items() if test.get(name) != versions} == {}


def test_every_requirement_of_the_project_is_locked():
    wanted = project()
    runtime = names([*wanted["project"]["dependencies"], *wanted["build-system"]["requires"], "editables"])
    assert runtime - locked("run").keys() == set()
    assert (runtime | names(wanted["dependency-groups"]["dev"])) - locked("test").keys() == set()


def test_the_locked_window_library_is_one_that_keeps_its_references():
    assert {version.split(".")[1] for version in locked("run")["pyside6-essentials"]} == {"11"}


def test_the_folder_does_not_hide_the_library_of_the_same_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
