"""What the owner can do from tray and window: one place that turns clicks into calls of the Desk."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.times import tomorrow
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr

if TYPE_CHECKING:
    from desktop_app.provider.ports import Desk
    from desktop_app.provider.ports.office import Office

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def next_midnight(now: datetime) -> datetime:
    """When the owner's today ends, in UTC; right across a change of summer time."""
    wall = now.astimezone().replace(tzinfo=None)
    return tomorrow(wall).astimezone(UTC)


class Verbs(QObject):
    """Plain slots for menus and buttons. Before a Desk is there only `quit` does anything."""

    quit_chosen = Signal()
    """Quit was chosen and no Desk is there to end the program."""
    page_wanted = Signal(str)
    """A page of the window, by its key."""
    entries_changed = Signal()
    told = Signal(str)
    """One sentence for the person at the window."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk: Desk | None = None
        self._office: Office | None = None
        self._now: Now = utc_now
        self.entries: dict[str, Callable[[], None]] = {}
        """Further entries of the tray's menu and the window's list, as "Settings…"."""
        self.pauses: tuple[tuple[str, Callable[[], None]], ...] = (
            (tr("For 15 minutes"), self.pause_quarter),
            (tr("For 1 hour"), self.pause_hour),
            (tr("Until tomorrow"), self.pause_until_tomorrow),
            (tr("Until I resume"), self.pause_until_resumed),
        )

    @property
    def desk(self) -> Desk | None:
        """Whom the verbs talk to, None while the program starts."""
        return self._desk

    @property
    def office(self) -> Office | None:
        """Whom pages ask for what is not in the state, None while the program starts."""
        return self._office

    @property
    def now(self) -> Now:
        """The program's clock."""
        return self._now

    @property
    def tasks(self) -> Tasks:
        """Where views start their own queries."""
        return self._tasks

    def attach(self, desk: Desk, now: Now = utc_now, office: Office | None = None) -> None:
        """From now on the verbs reach `desk` and `office`, and times are `now`'s."""
        self._desk, self._now, self._office = desk, now, office

    def detach(self) -> None:
        """There is nobody to reach any more; quitting is the shell's."""
        self._desk = self._office = None

    def add_entry(self, text: str, slot: Callable[[], None]) -> None:
        """One more entry for the tray's menu and the window's list; the same text again replaces it."""
        self.entries[text] = slot
        self.entries_changed.emit()

    def open_page(self, key: str) -> None:
        """Show this page of the window."""
        self.page_wanted.emit(key)

    def pause_quarter(self) -> None:
        self._pause(self._now() + timedelta(minutes=15))

    def pause_hour(self) -> None:
        self._pause(self._now() + timedelta(hours=1))

    def pause_until_tomorrow(self) -> None:
        self._pause(next_midnight(self._now()))

    def pause_until_resumed(self) -> None:
        self._pause(None)

    def pause_until_game_ends(self) -> None:
        if self._desk is not None:
            self._start(self._desk.pause_for_game(), "pause")

    def resume(self) -> None:
        if self._desk is not None:
            self._start(self._desk.resume(), "resume")

    def stop_now(self) -> None:
        if self._desk is not None:
            self._start(self._desk.stop_now(), "stop now")

    def seen(self, number: int) -> None:
        """This alert was seen."""
        if self._desk is not None:
            self._start(self._desk.seen([number]), f"alert {number} seen")

    def act_on(self, number: int) -> None:
        """Do what this alert's button says."""
        if self._desk is not None:
            self._start(self._desk.act(number), f"alert {number}")

    def quit(self) -> None:
        if self._desk is not None:
            self._desk.quit()
        else:
            self.quit_chosen.emit()

    def _pause(self, until: datetime | None) -> None:
        if self._desk is not None:
            self._start(self._desk.pause(until), "pause")

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._tasks.start(work, name)
