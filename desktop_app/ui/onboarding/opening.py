"""Opens the wizard and the settings, each once at a time; the windows are only imported when they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimeZone

from desktop_app.domain.phrases import Phrase
from desktop_app.ui.translated import own_marks
from desktop_app.ui.verbs import Verbs

if TYPE_CHECKING:
    from desktop_app.provider.onboarding.set_up import SetUp
    from desktop_app.ui.onboarding.window import WizardWindow
    from desktop_app.ui.settings.window import SettingsWindow

SETTINGS = Phrase("Settings…")
SET_UP = Phrase("Set up…")


class SetUpWindows(QObject):
    """Its entries stand in the tray's menu and the window's list once there is something to open."""

    def __init__(self, verbs: Verbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._set_up: SetUp | None = None
        self.wizard: WizardWindow | None = None
        self.settings: SettingsWindow | None = None

    def attach(self, set_up: SetUp) -> None:
        """The program is up; nothing set up yet opens the wizard."""
        self._set_up = set_up
        self._verbs.add_entry(SETTINGS, self.open_settings)
        self._verbs.add_entry(SET_UP, self.open_wizard)
        if set_up.is_fresh:
            self.open_wizard()

    def open_wizard(self) -> None:
        """Where it was left, or at its first page."""
        if self._set_up is None:
            return
        if self.wizard is None:
            from desktop_app.ui.onboarding.window import WizardWindow

            self.wizard = WizardWindow(self._set_up.wizard(zone(), own_marks()))
            self.wizard.done_with.connect(self._wizard_gone)
        _front(self.wizard)

    def open_settings(self) -> None:
        if self._set_up is None:
            return
        if self.settings is None:
            from desktop_app.ui.settings.window import SettingsWindow

            self.settings = SettingsWindow(self._set_up.settings, self._verbs.tasks, zone())
            self.settings.done_with.connect(self._settings_gone)
        _front(self.settings)

    def close(self) -> None:
        """The program ends: nothing is asked; what the wizard knows is kept."""
        for window in (self.wizard, self.settings):
            if window is not None:
                window.leave()

    def _wizard_gone(self) -> None:
        window, self.wizard = self.wizard, None
        if window is not None:
            window.deleteLater()

    def _settings_gone(self) -> None:
        window, self.settings = self.settings, None
        if window is not None:
            window.deleteLater()


def zone() -> str:
    """This computer's time zone, as IANA calls it."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace") or "UTC"


def _front(window: WizardWindow | SettingsWindow) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
