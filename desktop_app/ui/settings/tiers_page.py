"""Tiers: a table with what is wrong said beneath it, and on the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QLocale, Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QStyleOptionViewItem, QWidget

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.tiers import SUPPORT, Priority
from desktop_app.ui import measures
from desktop_app.ui.forms.cells import Cells, Roomy
from desktop_app.ui.forms.fields import Says, in_a_row
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.job_columns import Index
from desktop_app.ui.widgets.tables import GAP
from desktop_app.ui.widgets.text import em
from desktop_app.ui.words import sentence

RULE = "tiers"
_RATE = Phrase("{unit} an hour")
_COLUMNS = (Phrase("Name"), _RATE, Phrase("Jobs at once"), Phrase("Priority"), Phrase("Support"))
_FIELDS = ("rate_per_hour", "max_jobs", "priority", "support")
_NEW = ("new", "0.1", "1", Priority.NORMAL.value, SUPPORT[0])
_ABOUT = Phrase("A job belongs to the best tier that its payment covers. Without tiers all jobs are served alike.")
_WORDS = {
    "low": Phrase("low"), "normal": Phrase("normal"), "high": Phrase("high"), "urgent": Phrase("urgent"),
    "best_effort": Phrase("best effort"), "business_hours": Phrase("business hours"), "24/7": Phrase("24/7"),
    "dedicated": Phrase("dedicated"),
}  # fmt: skip
"""What the guide calls these, in words."""


class _Pick(Roomy):
    """A cell that is chosen from a list; it keeps the guide's name and shows it in words."""

    def __init__(self, options: Sequence[str], table: Cells, gap: str = "") -> None:
        super().__init__(gap, table)
        self._options = tuple(options)

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return super().displayText(shown(_WORDS.get(value, value)), locale)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.addItems([shown(_WORDS[one]) for one in self._options])
        box.activated.connect(lambda _row: self.commitData.emit(box))
        box.activated.connect(lambda _row: self.closeEditor.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        value = index.data(Qt.ItemDataRole.EditRole)
        editor.setCurrentIndex(self._options.index(value) if value in self._options else 0)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, self._options[editor.currentIndex()])


class TiersPage(Page):
    """Empty: no tiers."""

    rule = RULE

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Tiers"), _ABOUT)
        self._heads = tuple(head.filled(unit=draft.desk.unit) if head is _RATE else head for head in _COLUMNS)
        self.table = Cells(tr("Tiers"), self._heads, right=(1, 2))
        self.table.setItemDelegateForColumn(3, _Pick([one.value for one in Priority], self.table, GAP))
        self.table.setItemDelegateForColumn(4, _Pick(SUPPORT, self.table))
        self.table.setMinimumHeight(em() * 10)
        self.more, self.less = QPushButton(tr("Add a tier")), QPushButton(tr("Remove this tier"))
        self.says = Says()
        kept = (draft.rule(RULE) or {}).get("spec", {})
        for name, fields in kept.items():
            self._append((str(name), *(str(fields.get(field, _NEW[n])) for n, field in enumerate(_FIELDS, 1))))
        self.table.itemChanged.connect(lambda _item: self._changed())
        self.more.clicked.connect(self._add)
        self.less.clicked.connect(self._remove)
        self.add(self.table, in_a_row(self.more, self.less), self.says)
        self.end()

    def draw(self) -> None:
        super().draw()
        self.says.say(self._plain(self.draft.problems.get(RULE, "")), "problem")
        self.less.setEnabled(self.table.rowCount() > 0)

    def _add(self) -> None:
        names = {self._text(row, 0) for row in range(self.table.rowCount())}
        name = next(word for n in range(1, 1000) if (word := tr("new {n}", n=n) if n > 1 else "new") not in names)
        self._append((name, *_NEW[1:]))
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.setFocus()
        self._changed()

    def _remove(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._changed()

    def _append(self, cells: tuple[str, ...]) -> None:
        self.table.blockSignals(True)
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.put(row, (cells[0], measures.to_type(cells[1]), *cells[2:]))
        self.table.blockSignals(False)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item else ""

    def _changed(self) -> None:
        rows = range(self.table.rowCount())
        names = [self._text(row, 0) for row in rows]
        double = next((name for name in names if names.count(name) > 1), None)
        wrong = (
            tr("Two tiers are called {double}; each needs a name of its own.", double=f"{double!r}")
            if double is not None
            else next(filter(None, map(self._unread, rows)), "")
        )
        self.draft.blame(RULE, wrong)
        self.draft.put_rule(RULE, {"spec": {self._text(row, 0): self._fields(row) for row in rows}} if names else None)

    def _unread(self, row: int) -> str:
        """Why a row's price cannot be read, ""."""
        problem = measures.typed(self._text(row, 1))[1]
        return tr("{place}: {problem}", place=self._place(self._text(row, 0), 1), problem=problem) if problem else ""

    def _fields(self, row: int) -> dict[str, Any]:
        cells: dict[str, Any] = {field: self._text(row, n) for n, field in enumerate(_FIELDS, 1)}
        cells[_FIELDS[0]], _ = measures.typed(cells[_FIELDS[0]])
        if cells["max_jobs"].isdecimal():
            cells["max_jobs"] = int(cells["max_jobs"])
        return cells

    def _place(self, tier: str, column: int) -> str:
        return tr("{tier}, “{column}”", tier=tier, column=shown(self._heads[column]))

    def _plain(self, problem: str) -> str:
        """The rule names a field as the guide does; here it is a column. What this page says itself is a sentence."""
        if not isinstance(problem, Phrase):
            return problem
        field = str(problem.values.get("field", ""))
        found = re.fullmatch(rf"tiers\.(.*)\.({'|'.join(_FIELDS)})", field)
        if found is None:
            return sentence(problem)
        place = self._place(found[1], 1 + _FIELDS.index(found[2]))
        return f"{shown(problem.filled(**{**problem.values, 'field': place}))}."
