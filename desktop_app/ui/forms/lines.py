"""A list to choose one line from, in the look of the tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.forms.indicators import edge
from desktop_app.ui.widgets.tables import line_height


class Lines(QListWidget):
    """Lines with room around them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Roomy(self))
        self.dress()

    def dress(self) -> None:
        """Take the system's font and colours."""
        edge(self)
        self.scheduleDelayedItemsLayout()


class _Roomy(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), line_height()))
