"""The engine for graphics cards on the page of models: what there is, the owner's consent, progress, stop, go on."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop_app.card_engine import NONE
from desktop_app.control.helping import Models
from desktop_app.offline import ProfileOffline
from desktop_app.runtimes import engine_builds
from desktop_app.system.settings import Settings, SettingsFile
from tests.runtimes.library.faulty_server import FaultyServer
from tests.runtimes.test_engine_builds import PROGRAM, SERVER, build, tar
from tests.ui.looks import until
from tests.ui.office import busy_office
from tests.ui.test_other_pages import shown


def answered(page: Any, text: str) -> None:
    """Press this button of the question that stands open."""
    box = page.findChildren(QMessageBox)[-1]
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()


async def test_without_one_it_says_what_helps(icons: Path) -> None:
    page = await shown(icons, busy_office(), "models")
    await until(lambda: page.engine.isVisible())
    assert page.engine.says.text() == NONE and "Ollama" in NONE and "processor" in NONE
    assert not page.engine.fetch.isVisible() and not page.engine.remove.isVisible()


async def test_it_is_fetched_after_consent_stopped_gone_on_with_and_removed(
    icons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = random.Random(7).randbytes(6_000_000).hex()
    content = tar(**{SERVER: PROGRAM, "build/bin/libggml.so": noise})
    SettingsFile(tmp_path).save(Settings(provider_id="abc", models_mb_per_s=1))
    office = busy_office()
    office.models = Models(ProfileOffline.at(str(tmp_path)))
    async with FaultyServer([content], random.Random(1)) as server:
        offered = build(content, server.url, backend="vulkan", licence="MIT")
        monkeypatch.setattr(engine_builds, "read", lambda path: (offered,))
        page = await shown(icons, office, "models")
        part = page.engine
        await until(lambda: part.fetch.isVisible())
        assert part.says.text() == f"b1 can be fetched from 127.0.0.1 ({len(content) / 1e6:.0f} MB)."
        part.fetch.click()
        box = page.findChildren(QMessageBox)[-1]
        assert all(word in box.informativeText() for word in ("llama.cpp", " from http", "licence: MIT", "SHA-256"))
        answered(page, "Cancel")
        assert server.asked == [], "nothing is fetched without consent"
        part.fetch.click()
        answered(page, "Fetch it")
        await until(lambda: part.downloads.rows and part.downloads.rows[0].bar.value() > 0, 30)
        (row,) = part.downloads.rows
        assert row.stop.isVisible() and not part.fetch.isVisible()
        row.stop.click()
        await until(lambda: row.go_on.isVisible(), 30)
        assert "are here" in row.says.text() and part.told.text() == "Stopped; what came is kept."
        SettingsFile(tmp_path).save(Settings(provider_id="abc"))
        row.go_on.click()
        await until(lambda: part.remove.isVisible(), 30)
        assert server.asked[-1].begin, "it went on from where it was"
    assert "is here" in part.says.text() and not part.downloads.rows
    part.remove.click()
    await until(lambda: part.fetch.isVisible())
    assert not (tmp_path / "engines").exists()
