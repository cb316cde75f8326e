"""The schedule editor in a window of its own, for the wizard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.ui.forms.focus_ring import FocusRing
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.schedule.editor import ScheduleEditor
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import SystemLook, em


class ScheduleDialog(QDialog):
    """`taken(spec)` when the hours are to be used."""

    taken = Signal(object)

    def __init__(self, spec: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("My own hours"))
        self.editor = ScheduleEditor(spec)
        sheet = Sheet(tr("My own hours"), tr("Paint the hours in which the card may be sold."))
        sheet.add(self.editor)
        sheet.end()
        self.buttons = QDialogButtonBox()
        use = self.buttons.addButton(tr("Use these hours"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        use.setDefault(True)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(sheet, 1)
        column.addWidget(self.buttons)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(em() * 50, room.width()), min(em() * 48, room.height()))
        SystemLook(self)
        FocusRing(self)
        self.finished.connect(self.deleteLater)

    def _take(self) -> None:
        self.taken.emit(self.editor.spec)
        self.accept()
