"""Fields of the catalogue, bound to the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from desktop_app.ui import measures
from desktop_app.ui.forms.fields import Field, Pick, line, tick, ticked, whole
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.settings.catalogue import Item, Kind
from desktop_app.ui.settings.draft import Draft, field_text
from desktop_app.ui.translated import shown, tr


class Page(Sheet):
    """A sheet over the draft. `draw` shows what is wrong; a page with parts of its own adds to it. `rule` is the one
    whose problems it shows, "" for none."""

    rule = ""

    def __init__(self, draft: Draft, title: str, about: str = "") -> None:
        super().__init__(title, about)
        self.draft = draft
        self.fields: dict[str, Field] = {}
        self._ticks: dict[str, QCheckBox] = {}

    def add_items(self, items: Sequence[Item]) -> None:
        """The fields of those settings that there are."""
        for item in items:
            if self.draft.has(item.name):
                self.add(self._field(item))

    def look(self) -> None:
        """Look again at what others may have changed meanwhile; called now and then while the page is shown."""

    def draw(self) -> None:
        for name, field in self.fields.items():
            field.blame(self.draft.problem(name))

    def _field(self, item: Item) -> QWidget:
        if item.kind is Kind.TICK:
            box = tick(item.label, lambda on: self.draft.put(item.name, on))
            box.setChecked(bool(self.draft.get(item.name)))
            box.setAccessibleDescription(shown(item.hint))
            self._ticks[item.name] = box
            return ticked(box, item.hint) if item.hint else box
        label = item.label
        if item.is_money:
            label = tr("{what}, in {unit}", what=label, unit=self.draft.desk.unit)
        self.fields[item.name] = field = Field(label, _part(self.draft, item), item.hint)
        return field


def _part(draft: Draft, item: Item) -> QLineEdit | QSpinBox | QComboBox:
    def put(value: object) -> None:
        draft.put(item.name, value)

    if item.kind is Kind.WHOLE:
        box = whole(item.low, item.high, put, item.suffix)
        box.setSpecialValueText(shown(item.zero))
        _silently(box, lambda: box.setValue(int(draft.get(item.name))))
        return box
    if item.kind is Kind.CHOICE:
        pick = Pick(put)
        pick.put(item.options, str(draft.get(item.name)))
        return pick
    edit = line(_typing(draft, item), longest=40 if item.kind is Kind.AMOUNT else 4000)
    edit.setText(field_text(item, draft.get(item.name)))
    edit.setCursorPosition(0)
    return edit


def _typing(draft: Draft, item: Item) -> Callable[[str], None]:
    """What follows when somebody types: numbers are read, and blamed where they cannot be."""
    read = {Kind.AMOUNT: measures.typed, Kind.HOURLY: measures.typed_hours}.get(item.kind)
    if read is None:
        return lambda text: draft.put(item.name, text.strip())

    def typed(text: str) -> None:
        kept, problem = read(text)
        draft.blame(item.name, problem)
        draft.put(item.name, kept)

    return typed


def _silently(part: QWidget, work: Callable[[], None]) -> None:
    part.blockSignals(True)
    work()
    part.blockSignals(False)
