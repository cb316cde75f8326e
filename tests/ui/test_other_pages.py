"""Models, reputation, market, guest book, alerts, help: each with its answers and its buttons."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop_app.domain.downloads import DownloadFailed, Fetched
from desktop_app.domain.health import Alert, Kind
from desktop_app.domain.ladder import Light
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.model_desk import Begun
from desktop_app.ui.pages.market import Distribution
from tests.ui.fakes import NOW
from tests.ui.looks import until
from tests.ui.office import busy_office, empty_office, troubled_office
from tests.ui.test_pages import STATES, opened


async def shown(icons: Path, office, key: str, mood: str = "busy") -> Any:
    window = opened(icons, office, mood)
    window.open_page(key)
    page = window.pages.pages[key]
    await until(lambda: page.answered and page.is_drawn())
    return page


async def test_models_say_what_they_bring_and_can_be_removed_after_a_question(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office, "models")
    assert [row[1] for row in page.table.model.rows] == ["offered", "not offered"]
    assert page.table.model.rows[1][7].startswith("0.0175 ")
    assert [row[2] for row in page.table.model.rows] == ["Llama 3.1 Community License", "Apache 2.0"]
    assert not page.remove.isEnabled()
    page.table.table.selectRow(1)
    assert page.remove.isEnabled()
    page.remove.click()
    box = page.findChild(QMessageBox)
    assert "qwen2.5:14b" in box.text()
    next(b for b in box.findChildren(QPushButton) if b.text() == "Remove").click()
    await until(lambda: ("remove", ("qwen2.5:14b",)) in office.models.calls)
    await until(lambda: page.told.text() == "qwen2.5:14b is removed; 4.2 GB are free again.")


async def test_a_model_is_added_with_progress_and_a_stopped_one_goes_on(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office, "models")
    going, wait = asyncio.Event(), asyncio.Event()

    async def add(source: str, progress) -> Fetched:
        progress(10**9, 4 * 10**9)
        going.set()
        await wait.wait()
        return Fetched("tiny-1b")

    office.models.add = add
    page.source.setText("tiny:1b")
    page.add.click()
    await going.wait()
    await until(lambda: page.downloads.rows and page.downloads.rows[0].bar.value() == 250)
    (row,) = page.downloads.rows
    assert row.isVisible() and row.says.text() == "tiny:1b is being fetched: 1.00 GB of 4.00 GB."
    assert row.stop.isVisible() and not row.discard.isVisible()
    row.stop.click()
    await until(lambda: "goes on from there" in page.told.text() and not page.downloads.rows)
    wait.set()
    page.add.click()
    await until(lambda: page.told.text() == "tiny-1b is here.")
    assert not page.downloads.isVisible() and page.source.text() == ""


async def test_what_failed_says_why_and_nothing_seems_to_go_on(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office, "models")

    async def add(source: str, progress) -> Fetched:
        raise DownloadFailed(Phrase("there is no such file at this address"), next_step=Phrase("Check the address"))

    office.models.add = add
    page.source.setText("http://models.example/gone.gguf")
    page.add.click()
    await until(lambda: "there is no such file" in page.told.text())
    assert page.told.text().endswith("Check the address.") and not page.downloads.rows
    assert page.source.text() == "http://models.example/gone.gguf", "it can be corrected"


async def test_the_list_says_what_fits_and_fetches_it(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office, "models")
    table = page.list.table
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    told = page.next.text()
    assert told.startswith("What to install next: the jobs of the last days asked for no model often that is not here.")
    assert "by size alone" in told
    assert rows[0] == ["Qwen3 14B", "9.3 GB", "suggested", "Apache 2.0"] and page.list.chosen.suggested
    assert {row[0]: row[2] for row in rows}["Llama 3.1 8B Instruct"] == "is here"
    assert rows[-1][2] == "too large"
    table.selectRow(len(rows) - 1)
    assert not page.list.button.isEnabled() and "does not fit" in page.list.about.text()
    table.selectRow(0)
    page.list.button.click()
    await until(lambda: any(name == "add" and given[0] == "qwen3:14b" for name, given in office.models.calls))
    await until(lambda: page.told.text() == "tiny-1b is here.")


BIG = Begun("big", "https://models.example/big.gguf", 3 * 10**9, 9 * 10**9)


async def test_an_unfinished_download_goes_on_or_is_thrown_away(icons: Path) -> None:
    office = busy_office()
    office.models._answers["unfinished"] = [BIG, replace(BIG, name="other", is_stopped=True)]
    page = await shown(icons, office, "models")
    broken_off, stopped = page.downloads.rows
    assert broken_off.says.text() == "big was not fetched to its end: 3.00 GB of 9.00 GB are here."
    assert stopped.says.text() == "other was stopped by you: 3.00 GB of 9.00 GB are here."
    assert stopped.bar.value() == 333 and not stopped.stop.isVisible()
    stopped.discard.click()
    box = page.findChild(QMessageBox)
    assert "other" in box.text() and "3.00 GB" in box.informativeText()
    office.models._answers["unfinished"] = [BIG]
    next(b for b in box.findChildren(QPushButton) if b.text() == "Throw away").click()
    await until(lambda: ("discard", ("other",)) in office.models.calls and len(page.downloads.rows) == 1)
    await until(lambda: page.told.text() == "other was thrown away; 3.00 GB are free again.")
    page.downloads.rows[0].go_on.click()
    await until(lambda: any(name == "add" and given[0] == BIG.url for name, given in office.models.calls))
    office.models._answers["unfinished"] = [replace(BIG, url=page.list.chosen.source)]
    page.ask()
    await until(lambda: page.list.button.text() == "Go on")


async def test_what_is_fetched_in_the_background_is_watched_to_its_end(icons: Path) -> None:
    office = busy_office()
    office.models._answers["unfinished"] = [replace(BIG, is_running=True)]
    page = await shown(icons, office, "models")
    (row,) = page.downloads.rows
    assert row.says.text() == "big is being fetched: 3.00 GB of 9.00 GB." and row.bar.value() == 333
    assert page.add.isEnabled() and page.list.button.isEnabled(), "another one may be wanted, too"
    office.models._answers["unfinished"] = [replace(BIG, is_running=True, have=6 * 10**9)]
    await until(lambda: row.bar.value() == 666)
    row.stop.click()
    await until(lambda: ("stop", ("big",)) in office.models.calls)
    office.models._answers["unfinished"] = []
    await until(lambda: not page.downloads.isVisible())


async def test_what_waits_says_for_what_and_can_be_stopped(icons: Path) -> None:
    office = busy_office()
    waits = Phrase("waits until {time}", time="09:00")
    office.models._answers["unfinished"] = [replace(BIG, is_running=True, waits=waits)]
    page = await shown(icons, office, "models")
    (row,) = page.downloads.rows
    assert row.says.text() == "big waits until 09:00: 3.00 GB of 9.00 GB are here."
    assert row.stop.isVisible() and page.add.isEnabled()


async def test_what_ollama_fetches_says_that_it_waits_too(icons: Path) -> None:
    office = busy_office()
    page = await shown(icons, office, "models")

    async def add(_source: str, _progress: object) -> None:
        await asyncio.Event().wait()

    office.models.add = add
    office.models._answers["waits"] = Phrase("waits until {time}", time="23:00")
    page.start("llama3.2")
    await until(lambda: [row.says.text() for row in page.downloads.rows] == ["llama3.2 waits until 23:00."])
    office.models._answers["waits"] = ""
    await until(lambda: [row.says.text() for row in page.downloads.rows] == ["llama3.2 is being fetched …"])
    page.downloads.rows[0].stop.click()
    await until(lambda: not page._tasks)


async def test_reputation_stands_beside_our_own_record(icons: Path) -> None:
    page = await shown(icons, busy_office(), "reputation")
    assert page.score.value.text() == "712"
    assert page.records.model.rows[1][1:] == ("97.0%", "128 of 132", "12.4 s")
    assert "to come" in page.difference.text()
    assert page.levels.model.rows[0][:3] == ("Last day", "91.4%", "8.2 s")
    fresh = await shown(icons, empty_office(), "reputation", "empty")
    assert fresh.score.value.text() == "–"
    assert fresh.records.empty.isVisible()


async def test_the_market_shows_where_our_price_stands(icons: Path) -> None:
    page = await shown(icons, busy_office(), "market")
    assert page.place.value.text() == "38%"
    assert sum(page.distribution.counts) == 16
    assert page.offers.model.rows[0][3].startswith("0.0400 ")
    assert page.shared.text().startswith("• Provider id")
    fresh = await shown(icons, empty_office(), "market", "empty")
    assert fresh.note.isVisible() and not fresh.offers.isVisible()


def test_five_hundred_repaints_of_the_market(clean_application: QApplication) -> None:
    bars = Distribution()
    bars.resize(800, 80)
    bars.show()
    gc.collect()
    objects = len(gc.get_objects())
    for turn in range(500):
        bars.show_prices(tuple(Decimal(n + turn % 9) / 100 for n in range(16)), Decimal(turn % 30) / 100)
        bars.repaint()
    gc.collect()
    assert sum(bars.counts) == 16 and len(gc.get_objects()) < objects + 100


async def test_the_guest_book_names_customers_and_never_what_they_said(icons: Path) -> None:
    page = await shown(icons, busy_office(), "guests")
    assert page.table.model.rows[0][0] == "ait1customer1"
    reach = [row[-1] for row in page.table.model.rows[:4]]
    assert reach == ["nothing of yours, no network", "your network only", "not known", reach[0]]
    told = page.allowed.text()
    assert "a claim, not a proof" in told and "connect to nowhere" in told, "what ran them was shut in"
    assert "Transcription runs in a process of its own" in told and "It could use your network" in told
    before = page.answered
    page.spans.setCurrentText("Last day")
    await until(lambda: page.answered > before)


async def test_a_cause_has_the_button_of_its_rung_and_lines_are_even(icons: Path) -> None:
    office = troubled_office()
    page = await shown(icons, office, "help", "problem")
    few = page.causes[0]
    assert [button.text() for _, _, button in few.lines][:3] == ["Try now", "", "Market"]
    few.lines[0][2].click()
    await until(lambda: ("retry", ()) in office.standing.calls)
    tops = [lamp.mapTo(page, lamp.rect().center()).y() for lamp, *_ in page.causes[1].lines]
    assert tops[1] - tops[0] == tops[2] - tops[1], "with and without a button"


async def test_alerts_of_the_year_stand_below_those_of_now(icons: Path) -> None:
    page = await shown(icons, troubled_office(), "alerts", "problem")
    assert not page.none.isVisible() and "too hot" in page.standing.lines[0].text.text()
    page.show_state(replace(STATES["problem"], alerts=()))
    assert page.none.isVisible()
    assert [row[2] for row in page.past.model.rows] == ["still on", "2 d"]
    hot = Alert(Kind.TEMPERATURE, "The card is too hot", "91 °C", NOW, number=3)
    page.show_state(replace(STATES["problem"], alerts=(hot,)))
    assert not page.none.isVisible()
    assert page.standing.lines[0].act.text() == "Pause for an hour"


async def test_help_answers_by_symptom_with_live_values(icons: Path) -> None:
    page = await shown(icons, troubled_office(), "help", "problem")
    assert [title.text() for title in page.titles] == [
        "Few jobs, or none", "Many jobs fail", "The reputation is low or falls",
    ]  # fmt: skip
    lamp, text, _ = page.causes[0].lines[0]
    assert lamp.light is Light.BAD
    assert text.text().startswith("Online: The network cannot be used")
    assert any("4 of 132" in text.text() for _, text, _ in page.causes[1].lines)


async def test_the_doctors_checks_and_the_bundle_are_shown_before_anything_is_saved(icons: Path, tmp_path) -> None:
    office = busy_office()
    page = await shown(icons, office, "help")
    assert not page.save.isEnabled()
    page.check.click()
    await until(lambda: page.checks.lines and page.checks.lines[1][1].text())
    assert page.checks.lines[1][1].text() == "Network: chain: no answer. Look at the address of the chain."
    page.look.click()
    await until(lambda: page.bundle.isVisible())
    assert page.content.toPlainText() == '{"ok": false}'
    page.names.setCurrentRow(1)
    assert page.content.toPlainText() == "2026-11-22 13:20 ready"
    told: list[str] = []
    page.verbs.told.connect(told.append)
    page.save_to(str(tmp_path / "d.zip"))
    await until(lambda: told)
    assert office.help.calls[-1] == ("save_diagnostics", (str(tmp_path / "d.zip"), page.files))


async def test_what_ollama_fetches_is_not_said_to_be_deleted_by_us(icons: Path) -> None:
    office = busy_office()
    office.models._answers["unfinished"] = [replace(BIG, name="llama3.2:latest", ollama="http://127.0.0.1:11434")]
    page = await shown(icons, office, "models")
    page.downloads.rows[0].discard.click()
    box = page.findChild(QMessageBox)
    assert "no longer fetched" in box.informativeText() and "3.00 GB" not in box.informativeText()
    office.models._answers["unfinished"] = []
    next(b for b in box.findChildren(QPushButton) if b.text() == "Throw away").click()
    await until(lambda: page.told.text() == "llama3.2:latest is no longer fetched.")
