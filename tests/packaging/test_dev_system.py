"""What the developer script misses on this system, and how it gets there."""

import pytest

from tests.packaging.conftest import POSIX


def test_what_is_missing_is_what_the_probes_do_not_find(system, monkeypatch):
    asked = {}

    def probe(kind, lacking):
        def look(names):
            asked[kind] = list(names)
            return set(lacking) & set(names)
        return look

    lacking = {"library": {"libEGL.so.1", "Xvfb"}, "program": {"Xvfb"}, "font": set()}
    monkeypatch.setattr(system, "PROBES", {kind: probe(kind, names) for kind, names in lacking.items()})
    assert [need.package for need in system.missing(system.TEST_NEEDS)] == ["libegl1", "xvfb"]
    assert asked["program"] == [need.name for need in system.TOOLS]
    assert system.missing(()) == []


@POSIX
def test_libraries_are_probed_by_loading_them(system):
    assert system.missing_libraries(["libc.so.6", "libno-such-thing.so.9"]) == {"libno-such-thing.so.9"}


def test_programs_are_looked_for_on_the_path(system):
    assert system.missing_programs(["no-such-program-here"]) == {"no-such-program-here"}


def test_one_font_file_is_enough(system, monkeypatch, tmp_path):
    monkeypatch.setattr(system, "FONT_FOLDERS", (str(tmp_path / "none"), str(tmp_path)))
    assert system.missing_fonts(["any font"]) == {"any font"}
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Sans.ttf").touch()
    assert system.missing_fonts(["any font"]) == set()


def test_the_line_to_type_is_exact(system):
    needs = [system.Need("program", "b", "pkg-b"), system.Need("library", "a", "pkg-a"), *[system.FONT[0]] * 2]
    assert system.advice(needs, has_apt=True).endswith(
        ": sudo apt-get install --yes --no-install-recommends fonts-dejavu-core pkg-a pkg-b"
    )


def test_without_apt_the_things_themselves_are_named(system):
    assert system.advice(system.QT[:2], has_apt=False) == "Missing on this system: libEGL.so.1, libGL.so.1"


@pytest.mark.parametrize(
    ("root", "apt", "works", "tried", "left"),
    [(True, True, True, True, 0), (True, True, False, True, 1), (False, True, True, False, 1),
     (True, False, True, False, 1)],
)  # fmt: skip
def test_only_root_with_apt_installs(system, monkeypatch, capsys, root, apt, works, tried, left):
    state = {"missing": list(system.QT[:1]), "tried": False}

    def installs(_needs):
        state.update(tried=True, missing=[] if works else state["missing"])
        return works

    monkeypatch.setattr(system, "missing", lambda _needs: state["missing"])
    monkeypatch.setattr(system, "apt_installs", installs)
    monkeypatch.setattr(system.os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    assert len(system.provide(system.QT)) == left
    assert state["tried"] == tried
    assert ("Missing on this system" in capsys.readouterr().out) == bool(left)
