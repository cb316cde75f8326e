"""The owner's language is known before the settings are read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.system import languages
from desktop_app.system.settings import Settings, SettingsFile
from desktop_app.system.settings_rules import RULES


def test_the_saved_language_is_found(tmp_path: Path) -> None:
    assert languages.chosen(tmp_path) == ""
    SettingsFile(tmp_path).save(replace(Settings(), language="pt_BR"))
    assert languages.chosen(tmp_path) == "pt_BR"


@pytest.mark.parametrize("content", ["", "no json", "[]", json.dumps({"language": 7})])
def test_a_broken_file_is_the_systems_language(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert languages.chosen(tmp_path) == ""


def test_only_what_can_be_loaded_counts_as_installed(tmp_path: Path) -> None:
    for name in ("aitbc-provider.ts", "aitbc-provider_fr.ts", "aitbc-provider_de.qm", "aitbc-provider_pt_BR.qm"):
        (tmp_path / name).touch()
    assert languages.installed(tmp_path) == ("de", "pt_BR")


def test_a_language_has_a_code() -> None:
    good, _ = RULES["language"]
    assert all(good(code) for code in ("", "en", "de", "pt_BR", "zh_Hans"))
    assert not any(good(code) for code in ("German", "../de", "de-AT", 3, "d"))
