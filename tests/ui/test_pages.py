"""The window's frame: pages built when first shown, asked while seen, and Home's own answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.domain.errors import ProfileError, Unreachable, WrongKey
from desktop_app.domain.ladder import Light
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import Status
from desktop_app.ui import page_stack
from desktop_app.ui.charts.place import LOADING
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.pages.home import HomePage
from desktop_app.ui.pages.jobs import JobsPage
from desktop_app.ui.tasks import Tasks, turn
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.window import Window
from tests.ui.fakes import NOW, FakeDesk, FakeOffice, day_of_earnings, empty_state, full_state, hour_of_work
from tests.ui.looks import dark, light, until
from tests.ui.office import HOT, MOODS, busy_office, troubled_office

STATES = {"empty": empty_state(), "busy": full_state(Status.BUSY), "problem": full_state(Status.PROBLEM, alerts=(HOT,))}


def opened(icons: Path, office: FakeOffice, mood: str = "busy") -> Window:
    verbs = Verbs(Tasks())
    desk = FakeDesk(STATES[mood])
    if mood != "empty":
        desk.earned, desk.utilised = day_of_earnings(), hour_of_work()
    verbs.attach(desk, lambda: NOW, office)  # type: ignore[arg-type]
    window = Window(IconSet(icons), verbs, STATES[mood])
    window.set_tray(True)
    verbs.page_wanted.connect(window.open_page)
    window.resize(1100, 900)
    window.show()
    return window


async def test_a_page_is_built_when_it_is_first_shown_and_kept(icons: Path) -> None:
    window = opened(icons, busy_office())
    assert list(window.pages.pages) == ["home"]
    assert [window.pages.side.list.item(n).text() for n in range(len(PAGES))] == [spec.title for spec in PAGES]
    for spec in PAGES:
        window.open_page(spec.key)
        await until(window.pages.pages[spec.key].isVisible)
    kept = dict(window.pages.pages)
    window.open_page("home")
    window.open_page("nowhere")
    assert window.pages.pages == kept
    await until(window.page.isVisible)


class Painted(QObject):
    """What `look()` says at every time a page is painted."""

    def __init__(self, page: QWidget, look: Callable[[], object] = lambda: True) -> None:
        super().__init__(page)
        self._look = look
        self.seen: list[object] = []
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.seen.append(self._look())
        return False


async def test_whoever_clicks_through_all_pages_ends_at_the_last_and_keeps_the_keyboard(icons: Path) -> None:
    window = opened(icons, busy_office())
    stack, keys = window.pages, [spec.key for spec in PAGES]
    stack.side.list.setFocus()
    for key in (*keys, *keys):
        window.open_page(key)
        await turn()
    painted = Painted(stack.pages[keys[-1]])
    await until(lambda: painted.seen)
    assert [key for key, page in stack.pages.items() if page.isVisible()] == [keys[-1]]
    assert stack.side.list.currentRow() == len(keys) - 1
    assert window.focusWidget() is stack.side.list


@pytest.mark.parametrize("when", [1, 2])
async def test_a_page_that_is_not_wanted_any_more_does_not_come(when: int, icons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever turn of its way to the front the next click comes in."""
    window = opened(icons, busy_office())
    stack, turns, came = window.pages, 0, list[QWidget]()

    async def clicked_meanwhile() -> None:
        nonlocal turns
        turns += 1
        if turns == when:
            window.open_page("jobs")
        await turn()

    monkeypatch.setattr(page_stack, "turn", clicked_meanwhile)
    stack.currentChanged.connect(lambda at: came.append(stack.widget(at)))
    window.open_page("card")
    await until(lambda: "jobs" in stack.pages and stack.pages["jobs"].isVisible() and stack.updatesEnabled())
    assert turns >= when + 2 and len(came) == 1 and came[0].isAncestorOf(stack.pages["jobs"])


async def test_a_page_is_laid_out_in_one_turn_and_drawn_in_the_next(icons: Path) -> None:
    window = opened(icons, busy_office())
    stack, drawn_at_once = window.pages, list[bool]()
    stack.currentChanged.connect(lambda _at: drawn_at_once.append(stack.updatesEnabled()))
    for key in ("card", "jobs"):
        window.open_page(key)
        painted = Painted(stack.pages[key], stack.updatesEnabled)
        await until(lambda: painted.seen)  # noqa: B023
    assert drawn_at_once == [False, False]


async def test_a_page_is_never_seen_with_an_old_state(icons: Path) -> None:
    """Whichever turn of its way to the front a new one comes in."""
    window = opened(icons, busy_office())
    newest = STATES["busy"]
    window.open_page("card")
    page = window.pages.pages["card"]
    painted = Painted(page, lambda: page.state is newest)
    for turns in range(5):
        window.open_page("home")
        await until(window.page.isVisible)
        newest = replace(newest, completed=newest.completed + 1)
        window.show_state(newest)
        painted.seen.clear()
        window.open_page("card")
        for _ in range(turns):
            await turn()
        newest = replace(newest, completed=newest.completed + 1)
        window.show_state(newest)
        await until(lambda: painted.seen)
        assert page.state is newest
        assert all(painted.seen)


async def test_home_shows_what_came_in_the_ladder_and_suggestions(icons: Path) -> None:
    office = busy_office()
    window = opened(icons, office)
    home = window.page
    await until(lambda: home.answered)
    assert home.figures.week.value.text().startswith("8.5000")
    assert home.figures.month.value.text().startswith("about 44.10")
    assert "estimate" in home.figures.month.caption.text()
    assert [lamp.light for lamp, *_ in home.ladder.lines].count(Light.GOOD) == 8
    card = home.suggestions.cards[0]
    assert card.button.text() == "Apply"
    card.button.click()
    await until(lambda: home.suggestions.cards[0].button.text() == "Take back")
    home.suggestions.cards[0].button.click()
    await until(lambda: home.suggestions.cards[0].button.text() == "Apply")


async def test_the_ladder_answers_at_once_when_work_is_hindered_and_not_at_every_job(icons: Path) -> None:
    office = busy_office()
    home = opened(icons, office).page
    await until(lambda: home.answered)
    asked = office.standing.calls.count(("ladder", ()))
    home.show_state(full_state(Status.OFFERING))
    home.show_state(full_state(Status.BUSY))
    home.show_state(replace(full_state(Status.WAITING), reason="The network cannot be reached"))
    await until(lambda: office.standing.calls.count(("ladder", ())) == asked + 1)
    hot = [Phrase("The card is {heat} °C hot", heat=heat) for heat in (90, 91)]
    told = [Unreachable(Phrase("no route")).sentence, WrongKey(Phrase("it is not valid")).sentence]
    for number, reason in enumerate((hot[0], told[0], told[1]), 2):
        home.show_state(replace(full_state(Status.WAITING), reason=reason))
        await until(lambda: office.standing.calls.count(("ladder", ())) == asked + number)  # noqa: B023
    home.show_state(replace(full_state(Status.WAITING), reason=hot[0]))
    await until(lambda: office.standing.calls.count(("ladder", ())) == asked + 5)
    home.show_state(replace(full_state(Status.WAITING), reason=hot[1]))
    await until(home.is_drawn)
    assert office.standing.calls.count(("ladder", ())) == asked + 5, "only a figure in it is another"


async def test_the_button_of_a_rung_does_what_mends_it(icons: Path) -> None:
    office = troubled_office()
    window = opened(icons, office, "problem")
    home = window.page
    await until(lambda: home.answered)
    assert home.ladder.sentence.text() == "The card is too hot: 91 °C."
    buttons = {title.text(): button for _, title, _, button in home.ladder.lines}
    assert not buttons["Bond limit"].isVisible(), "there is no settings dialog behind it here"
    buttons["Online"].click()
    await until(lambda: ("retry", ()) in office.standing.calls)
    pressed: list[str] = []
    home.verbs.add_entry("Settings…", lambda: pressed.append("settings"))
    home.ask()
    await until(lambda: buttons["Bond limit"].isVisible())
    buttons["Bond limit"].click()
    window.pages.side.buttons["Settings…"].click()
    assert pressed == ["settings", "settings"]


async def test_entries_stand_in_the_order_in_which_they_came(icons: Path) -> None:
    window = opened(icons, busy_office(), "busy")
    wanted = ["Settings…", "Set up…", "One", "Another", "A third"]
    window.page.verbs.entries |= {text: lambda: None for text in wanted}
    window.page.verbs.entries_changed.emit()
    side = window.pages.side
    assert list(side.buttons) == wanted
    assert [side.layout().indexOf(button) for button in side.buttons.values()] == [1, 2, 3, 4, 5]


async def test_what_the_world_answers_instead_stands_on_the_page(icons: Path) -> None:
    office = busy_office()
    office.error = ProfileError("The history cannot be read", next_step="Look at the disk")
    window = opened(icons, office)
    await until(lambda: window.page.trouble.isVisible())
    assert "The history cannot be read" in window.page.trouble.text()
    office.error = None
    window.page.ask()
    await until(lambda: not window.page.trouble.isVisible() and window.page.answered)


async def test_empty_pages_begin_at_the_top_and_say_so_once(icons: Path) -> None:
    window = opened(icons, MOODS["empty"](), "empty")
    for key in ("jobs", "market"):
        window.open_page(key)
        page = window.pages.pages[key]
        await until(lambda: page.answered and page.is_drawn())  # noqa: B023
        window.grab()
        texts = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
        assert len({one.text() for one in texts} - {"–"}) == len([one for one in texts if one.text() != "–"])
        if key == "jobs":
            assert max(one.mapTo(page, one.rect().bottomLeft()).y() for one in texts) < page.height() / 4


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("mood", MOODS)
async def test_every_page_has_its_pictures(
    mood: str, look: str, icons: Path, screens: Path, clean_application: QApplication
) -> None:
    clean_application.setPalette(dark() if look == "dark" else light())
    window = opened(icons, MOODS[mood](), mood)
    for spec in PAGES:
        window.open_page(spec.key)
        page = window.pages.pages[spec.key]
        await until(lambda: page.answered and page.is_drawn())  # noqa: B023
        if isinstance(page, HomePage):
            charts = (page.earnings.place, page.utilisation.place)
            await until(lambda: all(one.is_drawn() and one.text.text() != LOADING for one in charts))  # noqa: B023
        if isinstance(page, JobsPage) and page.model.rowCount():
            await until(lambda: page.model.job(2) is not None)  # noqa: B023
            page.table.selectRow(2)
            await until(lambda: page.detail.detail is not None)  # noqa: B023
        assert not page.trouble.text(), page.trouble.text()
        for _ in range(3):
            await turn()  # what came has been laid out
        readout = getattr(page, "readout", None)
        assert readout is None or (readout.text() == "") == (mood == "empty"), "it says how to read what is there"
        assert window.grab().save(str(screens / f"page-{spec.key}-{mood}-{look}.png"))
