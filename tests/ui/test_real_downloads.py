"""The page of models over a real library and a real server: stop, go on, throw away, and what fails."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop_app.control.helping import Models
from desktop_app.offline import ProfileOffline
from desktop_app.runtimes import practice_model
from desktop_app.system.settings import Settings, SettingsFile
from tests.runtimes.library.faulty_server import FaultyServer
from tests.ui.looks import until
from tests.ui.office import busy_office
from tests.ui.test_other_pages import shown


def hours(begins_in: timedelta) -> str:
    begin = datetime.now().astimezone() + begins_in
    return f"{begin:%H:%M}-{begin + timedelta(hours=1):%H:%M}"


async def test_a_download_from_the_page_by_the_owners_word(icons: Path, tmp_path: Path) -> None:
    content = practice_model.ensure(tmp_path, "x").read_bytes()
    home, office = tmp_path / "home", busy_office()
    home.mkdir()
    file = SettingsFile(home)
    file.save(Settings(provider_id="abc", models_hours=hours(timedelta(hours=3))))
    office.models = Models(ProfileOffline.at(str(home)))
    async with FaultyServer([content], random.Random(1), ["cut"]) as server:
        page = await shown(icons, office, "models")
        page.source.setText(server.url)
        page.add.click()
        await until(lambda: page.downloads.rows and " waits until " in page.downloads.rows[0].says.text(), 30)
        (row,) = page.downloads.rows
        assert server.asked == [] and page.add.isEnabled()
        row.stop.click()
        await until(lambda: row.go_on.isVisible() and "stopped by you" in row.says.text(), 30)
        assert page.told.text().startswith("The download is stopped.")
        row.discard.click()
        box = page.findChildren(QMessageBox)[-1]
        next(button for button in box.findChildren(QPushButton) if button.text() == "Throw away").click()
        await until(lambda: not page.downloads.rows, 30)
        assert not list((home / "models").glob(".*part*"))
        page.add.click()
        await until(lambda: page.downloads.rows, 30)
        file.save(Settings(provider_id="abc"))
        await until(lambda: page.told.text().startswith("model is here."), 30)
        assert page.source.text() == ""
        await until(lambda: not page.downloads.rows, 30)
    assert (home / "models" / "model.gguf").read_bytes() == content
