"""The jobs page over two hundred thousand jobs: only what is looked at is loaded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.browsing import JobDetail
from desktop_app.domain.jobs import JobKey, Outcome
from desktop_app.domain.ledger import Entry, EntryKind
from desktop_app.ui.pages.jobs import EMPTY, NONE_FITS, JobsPage
from desktop_app.ui.widgets.job_columns import COMING
from desktop_app.ui.widgets.job_detail import lines_of
from desktop_app.ui.widgets.paged_jobs import MOST_PAGES, PAGE, PagedJobs
from tests.ui.fakes import NOW, recent_jobs
from tests.ui.looks import until
from tests.ui.office import busy_office, empty_office
from tests.ui.test_pages import opened


async def shown(icons: Path, office, mood: str = "busy") -> JobsPage:
    window = opened(icons, office, mood)
    window.open_page("jobs")
    page = window.pages.pages["jobs"]
    assert isinstance(page, JobsPage)
    await until(lambda: page.answered and (not page.model.rowCount() or page.model.job(0) is not None))
    await until(page.is_drawn)
    return page


def pages_of(office) -> list[int]:
    return [arguments[1] // PAGE for name, arguments in office.jobs.calls if name == "page"]


async def test_a_jump_to_the_end_loads_the_end_and_little_else(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office)
    assert page.model.rowCount() == 200_000
    assert page.count.text() == "200,000 jobs"
    assert pages_of(office) == [0]
    page.table.scrollToBottom()
    last = page.model.index(199_999, 0)
    await until(lambda: page.model.data(last) not in (None, COMING))
    assert page.model.data(last).startswith("2024-")
    assert set(pages_of(office)) <= {0, 1998, 1999}


async def test_the_filter_asks_anew_and_says_when_nothing_fits(icons: Path) -> None:
    page = await shown(icons, busy_office())
    page.results.setCurrentText("Canceled")
    await until(lambda: page.filter.outcomes == {Outcome.CANCELED} and page.model.rowCount() == 250)
    page.search.setText("no such model")
    await until(lambda: not page.model.rowCount() and page.is_drawn())
    assert page.empty.text() == NONE_FITS
    page.search.clear()
    page.results.setCurrentIndex(0)
    await until(lambda: page.model.rowCount() == 200_000)


async def test_a_chosen_job_tells_all_but_what_was_said_and_its_customer_can_be_blocked(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office)
    page.table.selectRow(3)
    await until(lambda: page.detail.detail is not None)
    lines = page.detail.lines
    assert lines["Job"] == "job-199997"
    assert lines["Waited"] == "15.0 s"
    assert lines["Tokens"] == "118 read, 17 written"
    assert lines["Our price"].startswith("0.02 ")
    assert "not kept" in page.detail.sentence.text()
    page.detail.button.click()
    await until(lambda: page.detail.button.text() == "Take work from this customer again")
    assert ("block", ("ait1customer3", True)) in office.jobs.calls
    page.detail.button.click()
    await until(lambda: page.detail.button.text() == "Block this customer")


async def test_a_job_chosen_before_it_was_loaded_is_told_when_it_comes(icons: Path) -> None:
    page = await shown(icons, busy_office())
    page.table.selectRow(150_003)
    assert page.model.job(150_003) is None and page.detail.detail is None
    await until(lambda: page.detail.detail is not None)
    job = page.model.job(150_003)
    assert job is not None and page.detail.lines["Job"] == job.job_id


async def test_an_answer_that_is_kept_is_saved_to_a_file(icons: Path, tmp_path: Path) -> None:
    office, file = busy_office(), str(tmp_path / "mine.txt")
    page = await shown(icons, office)
    page.table.selectRow(3)
    await until(lambda: page.detail.detail is not None)
    assert not page.detail.save.isVisible()
    page.table.selectRow(5)
    await until(lambda: page.detail.save.isVisible())
    assert page.detail.detail is not None and page.detail.detail.job_id == "job-199995"
    assert "What was answered is" in page.detail.sentence.text()
    page.detail.save.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None and Path(dialog.selectedFiles()[0]).name == "answer-job-199995.txt"
    dialog.fileSelected.emit(file)
    dialog.done(0)
    await until(lambda: ("save_text", (file, "job-199995")) in office.jobs.calls)


async def test_a_running_job_is_handed_back_by_its_button(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office)
    assert [line.isVisible() for line, _, _ in page.running.rows] == [True, True]
    page.running.rows[1][2].click()
    await until(lambda: ("hand_back", ("job-1",)) in office.jobs.calls)


async def test_without_a_job_there_is_a_sentence(icons: Path) -> None:
    page = await shown(icons, empty_office(), "empty")
    assert page.empty.isVisible()
    assert page.empty.text() == EMPTY
    assert not page.table.isVisible()


def test_new_jobs_push_the_old_ones_down_and_memory_stays_bounded() -> None:
    model, wished = PagedJobs(), list[int]()
    model.page_wanted.connect(wished.append)
    model.start(20_000)
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    jobs = list(recent_jobs(PAGE))
    for number in range(MOST_PAGES + 20):
        assert model.job(number * PAGE) is None
        model.put(number, jobs)
    assert len(model._rows) <= MOST_PAGES * PAGE
    assert wished == list(range(MOST_PAGES + 20))
    model.grow(20_003)
    assert inserted == [(0, 2)]
    wished.clear()
    assert model.job((MOST_PAGES + 19) * PAGE + 3) == jobs[0], "what moved is shown as it was"
    assert wished == [MOST_PAGES + 19], "and asked for again"
    model.grow(5)
    assert model.rowCount() == 5


def test_a_job_that_was_handed_back_says_that_nothing_comes_for_it() -> None:
    back = JobDetail(
        "j", NOW, None, NOW, Outcome.FAILED, "The price is too low.", "", "", "", "escrowed", None, Decimal("0.01"), 0, 0, 0.0
    )
    found = lines_of(back, "PLAY")
    assert (found["Credited"], found["Payment"]) == ("nothing", "set aside when it came; not for us, as there was no result")
    assert found["Model"] == "not noted, as the job was not taken"
    done = lines_of(replace(back, outcome=Outcome.COMPLETED, model="m"), "PLAY")
    assert (done["Credited"], done["Payment"], done["Model"]) == ("nothing yet", "set aside", "m")
    job = JobKey("n", "p", "j")
    paid_entry = Entry("k", job, EntryKind.CREDIT, NOW, Decimal("0.5"), Decimal("0.5"), Decimal(0), "", "m", "")
    paid = lines_of(replace(back, outcome=Outcome.CANCELED, model="m", payment="released", entries=(paid_entry,)), "PLAY")
    assert (paid["Credited"], paid["Payment"]) == ("0.5 PLAY", "released")
