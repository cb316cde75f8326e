"""A small table of texts: columns as wide as their words; what does not fit is scrolled to, never cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget

from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.text import em


class Cells(QTableWidget):
    """The last column takes what is left, where something is left."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__(0, len(heads))
        self.setHorizontalHeaderLabels([shown(head) for head in heads])
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.dress()
        for changed in (self.model().dataChanged, self.model().rowsInserted, self.model().rowsRemoved):
            changed.connect(lambda *_: self._fit())

    def dress(self) -> None:
        """Lines in the measure of the present font."""
        self.verticalHeader().setDefaultSectionSize(round(em() * 1.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head = self.horizontalHeader()
        wanted = sum(max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(self.columnCount()))
        head.setStretchLastSection(wanted <= self.viewport().width())
