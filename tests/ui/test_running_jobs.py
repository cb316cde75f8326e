"""The jobs on the card, as Home shows them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from desktop_app.domain.state import RunningJob
from desktop_app.ui.widgets.running_jobs import JobRow
from desktop_app.ui.widgets.text import Text
from tests.ui.fakes import NOW, full_state
from tests.ui.office import busy_office
from tests.ui.test_pages import opened


async def test_a_job_on_film_shows_its_minutes_and_no_bar_of_tokens(icons: Path) -> None:
    film = RunningJob("job-9", "ffmpeg", 0, 0, NOW, media_s=90.0)
    window = opened(icons, busy_office(), "busy")
    window.show_state(full_state(running=(film,)))
    row = window.findChild(JobRow)
    assert [text.text() for text in row.findChildren(Text)] == ["ffmpeg", "1.5 min of sound or film done"]
    assert not row.findChild(QProgressBar).isVisible()
    window.show_state(full_state())
    assert row.findChild(QProgressBar).isVisible()
