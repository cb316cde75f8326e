from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile
from desktop_app.provider.house_rules import read
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.settings import SettingsFile
from desktop_app.system.settings_exchange import exported, take_in

HUB = NetworkProfile("hub", "https://n.example/c", "calm-otter-1234", payout_address="0x" + "a" * 40, id_is_final=True)
HOURS = {"timezone": "UTC", "availability": [{"day": "monday", "hours": "09:00-17:00"}]}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    home = tmp_path / "source"
    home.mkdir()
    file = SettingsFile(home)
    file.save(replace(file.load(), name="Büro", price_per_hour="0.30", networks=(HUB,), active="hub"))
    DecisionsFile(home).save({"schedule": {"spec": HOURS}})
    return home


@pytest.fixture
def target(tmp_path: Path) -> Path:
    home = tmp_path / "target"
    home.mkdir()
    return home


def content(home: Path) -> bytes:
    return json.dumps(exported(home)).encode()


def test_what_was_exported_is_taken_in_and_who_we_are_stays(source: Path, target: Path) -> None:
    mine = SettingsFile(target).load()
    assert take_in(target, content(source), read) == ()
    now = SettingsFile(target).load()
    assert (now.name, now.price_per_hour, now.active) == ("Büro", "0.30", "hub")
    assert now.provider_id == mine.provider_id
    assert now.networks[0].provider_id not in ("", HUB.provider_id) and not now.networks[0].id_is_final
    assert DecisionsFile(target).load() == {"schedule": {"spec": HOURS}}
    again = now.networks[0].provider_id
    take_in(target, content(source), read)
    assert SettingsFile(target).load().networks[0].provider_id == again


def test_the_same_provider_on_a_new_computer(source: Path, target: Path) -> None:
    take_in(target, content(source), read, same_provider=True)
    assert SettingsFile(target).load() == SettingsFile(source).load()


def test_a_bare_settings_file_leaves_the_rules_as_they_are(source: Path, target: Path) -> None:
    DecisionsFile(target).save({"queue": {"max_queue_size": 3}})
    take_in(target, (source / "settings.json").read_bytes(), read)
    assert SettingsFile(target).load().name == "Büro"
    assert DecisionsFile(target).load() == {"queue": {"max_queue_size": 3}}


def test_a_wrong_setting_is_left_out_and_named(source: Path, target: Path) -> None:
    raw = exported(source) | {"concurrency": "many"}
    (note,) = take_in(target, json.dumps(raw).encode(), read)
    assert "concurrency" in note and str(target) not in note
    assert SettingsFile(target).load().name == "Büro"


@pytest.mark.parametrize(
    "change", [{"version": 99}, {"version": "2"}, {"rules": []}, {"rules": {"schedule": {"spec": 5}}}, {"rules": {"x": {}}}]
)
def test_what_cannot_be_used_changes_nothing(source: Path, target: Path, change: dict[str, object]) -> None:
    before = SettingsFile(target).load()
    with pytest.raises(ValueError, match=r"\w"):
        take_in(target, json.dumps(exported(source) | change).encode(), read)
    with pytest.raises(ValueError, match="no JSON"):
        take_in(target, b"{", read)
    assert SettingsFile(target).load() == before
    assert [path.name for path in target.iterdir()] == ["settings.json"]


def test_broken_rules_are_set_aside_and_named(target: Path) -> None:
    (target / "rules.json").write_text("{")
    file = DecisionsFile(target)
    assert file.load() == {} and "rules.broken-1.json" in file.notes[0]
    assert (target / "rules.broken-1.json").read_text() == "{"


def test_rules_without_a_version_and_with_a_wrong_one_among_them(target: Path) -> None:
    old = json.dumps({"queue": {"max_queue_size": 3}, "odd": 5})
    (target / "rules.json").write_text(old)
    file = DecisionsFile(target)
    assert file.load() == {"queue": {"max_queue_size": 3}} and "odd" in file.notes[0]
    file.save(file.load())
    assert (target / "rules.kept-1.json").read_text() == old
    assert json.loads((target / "rules.json").read_text()) == {"version": 1, "rules": {"queue": {"max_queue_size": 3}}}
    assert file.load() and file.notes == ()


def test_rules_of_a_newer_version_are_read_and_never_written(target: Path) -> None:
    text = json.dumps({"version": 9, "rules": {"queue": {"max_queue_size": 3}}})
    (target / "rules.json").write_text(text)
    file = DecisionsFile(target)
    assert file.load() == {"queue": {"max_queue_size": 3}} and file.is_read_only
    with pytest.raises(ProfileError):
        file.save({})
    assert (target / "rules.json").read_text() == text
