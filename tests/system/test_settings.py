from __future__ import annotations

import json
import os
import re
import shutil
import stat
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile
from desktop_app.system import files
from desktop_app.system.settings import Settings, SettingsFile
from desktop_app.system.settings_rules import RULES

HUB = NetworkProfile("hub", "https://n.example/c", "calm-otter-1234", "https://n.example", unit="AITBC")
FIXTURES = Path(__file__).parent / "fixtures"


def test_the_first_start_makes_an_id_that_stays(tmp_path: Path) -> None:
    first = SettingsFile(tmp_path).load()
    assert re.fullmatch("[a-z]+-[a-z]+-[0-9a-f]{4}", first.provider_id)
    assert SettingsFile(tmp_path).load() == first
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_every_setting_has_its_rule_and_the_usual_ones_keep_them() -> None:
    usual = asdict(Settings())
    assert list(RULES) == list(usual)
    assert all(RULES[name][0](value) for name, value in usual.items())


def test_saved_settings_come_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    wanted = replace(file.load(), name="Büro", price_per_hour="0.30", concurrency=4, networks=(HUB,), active="hub")
    file.save(wanted)
    assert SettingsFile(tmp_path).load() == wanted
    assert [f.name for f in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "1"}', '{"name": "x"}', "[" * 100_000, "\x00"])
def test_a_broken_file_is_set_aside_and_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content)
    (tmp_path / "settings.broken-1.json").write_text("an older one")
    file = SettingsFile(tmp_path)
    assert file.load().concurrency == 1
    assert "settings.broken-2.json" in file.notes[0]
    assert (tmp_path / "settings.broken-2.json").read_text() == content
    assert file.load()
    assert file.notes == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", 0), ("concurrency", True), ("concurrency", "2"),
        ("price_per_hour", 0.1), ("price_per_hour", "-1"), ("price_per_job", "NaN"),
        ("runtime_url", "ftp://x"), ("runtime_url", "http://[::1"), ("name", "x\ny"), ("model", None),
        ("unproven", "maybe"), ("largest_result_kib", 20_000), ("texts_kept_days", 31),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_replaced_and_named(tmp_path: Path, name: str, value: object) -> None:
    raw = {"version": 1, "provider_id": "p", "region": "eu", name: value}
    (tmp_path / "settings.json").write_text(json.dumps(raw))
    file = SettingsFile(tmp_path)
    loaded = file.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert loaded.region == "eu"
    assert name in file.notes[0]
    with pytest.raises(ValueError, match=name):
        file.save(replace(loaded, **{name: value}))


def test_a_newer_file_is_read_and_never_written(tmp_path: Path) -> None:
    content = json.dumps({"version": 9, "provider_id": "p", "concurrency": 3, "future": [1]})
    (tmp_path / "settings.json").write_text(content)
    file = SettingsFile(tmp_path)
    loaded = file.load()
    assert (loaded.provider_id, loaded.concurrency, file.is_read_only) == ("p", 3, True)
    assert "newer version" in file.notes[0]
    with pytest.raises(ProfileError):
        file.save(loaded)
    assert (tmp_path / "settings.json").read_text() == content


def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"version": 1, "provider_id": "p", "slots": 2}')
    steps = {1: lambda raw: {**raw, "parallel": raw["slots"]}, 2: lambda raw: {**raw, "concurrency": raw["parallel"]}}
    assert SettingsFile(tmp_path, 3, steps).load().concurrency == 2


def test_a_file_of_version_1_keeps_its_network_and_everything_else(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "settings-1.json", tmp_path / "settings.json")
    file = SettingsFile(tmp_path)
    found = file.load()
    assert file.notes == () and (found.name, found.price_per_hour, found.concurrency) == ("Büro", "0.30", 2)
    wanted = NetworkProfile(
        "hub.example/c", "https://hub.example/c", "provider-0123456789abcdef", "https://hub.example",
        payout_address="0x" + "a" * 40,
    )  # fmt: skip
    assert found.networks == (wanted,) and found.active == "hub.example/c"
    file.save(found)
    assert SettingsFile(tmp_path).load() == found


def test_one_network_that_cannot_be_read_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    bad = [{}, 5, {**asdict(HUB), "name": "x", "url": "ftp://x"}, {**asdict(HUB), "name": "practice"}, asdict(HUB)]
    (tmp_path / "settings.json").write_text(json.dumps({"version": 2, "provider_id": "p", "networks": [asdict(HUB), *bad]}))
    file = SettingsFile(tmp_path)
    assert file.load().networks == (HUB,) and len(file.notes) == 5


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile(tmp_path)
    before = file.load()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(ProfileError, match="The disk is full"):
        file.save(replace(before, concurrency=9))
    monkeypatch.undo()
    assert SettingsFile(tmp_path).load() == before
    assert [f.name for f in tmp_path.iterdir()] == ["settings.json"]


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        SettingsFile(tmp_path / "gone").load()
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(ProfileError):
        SettingsFile(tmp_path).load()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=3))
def test_any_value_is_either_right_or_refused(value: object) -> None:
    for check, _ in RULES.values():
        assert check(value) in (True, False)
