"""Fields: a label, the part that takes the answer, a hint, and beneath it what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.forms.colours import good_colour, problem_colour, readable
from desktop_app.ui.forms.indicators import RadioDot, TickBox, frame
from desktop_app.ui.forms.sheet import put
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.text import Text, blend, em


class Says(Text):
    """A sentence beneath a field; hidden while there is none. `kind` is "plain", "problem" or "good"."""

    def __init__(self, text: str = "") -> None:
        self._kind = "plain"
        super().__init__(text, quiet=True, wrap=True)
        self.setVisible(bool(text))

    def say(self, text: str, kind: str = "plain") -> None:
        if kind != self._kind:
            self._kind = kind
            self.dress()
        self.put(text)
        if self.isHidden() == bool(text):
            self.setVisible(bool(text))

    def dress(self) -> None:
        super().dress()
        colour: Callable[[], QColor] | None = {"problem": problem_colour, "good": good_colour}.get(self._kind)
        if colour is not None:
            own = QPalette()
            own.setColor(QPalette.ColorRole.WindowText, colour())
            self.setPalette(own)


class Field(QWidget):
    """`part` under its label; `hint` stands beneath it, and a problem in its place while there is one."""

    def __init__(self, label: str, part: QWidget, hint: str = "") -> None:
        super().__init__()
        label, hint = shown(label), shown(hint)
        self.part, self._hint = part, hint
        self.label = QLabel(label.replace("&", "&&"))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setBuddy(part)
        self.says = Says(hint)
        part.setAccessibleName(label)
        part.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 5)
        for widget in (self.label, part, self.says):
            column.addWidget(widget)

    def blame(self, problem: str) -> None:
        """Say what is wrong here; "" when nothing is."""
        problem = shown(problem)
        self.says.say(problem or self._hint, "problem" if problem else "plain")
        self.part.setAccessibleDescription(problem or self._hint)


class Line(QLineEdit):
    """A line of text whose example can be read: styles draw it too pale."""

    def __init__(self) -> None:
        super().__init__()
        self.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame(self)

    def dress(self) -> None:
        """Take the system's colours."""
        system, own = QApplication.palette(), QPalette()
        text, base = system.color(QPalette.ColorRole.Text), system.color(QPalette.ColorRole.Base)
        own.setColor(QPalette.ColorRole.PlaceholderText, readable(blend(text, base, 0.6), base))
        self.setPalette(own)


class Typed(QComboBox):
    """A list beside a line to type into, whose field can be found."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame(self)


class Day(QDateEdit):
    """A date whose field can be found."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame(self)


class Whole(QSpinBox):
    """A whole number whose field can be found."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame(self)


def line(
    changed: Callable[[str], None], *, placeholder: str = "", secret: bool = False, longest: int = 200
) -> QLineEdit:
    """A line of text."""
    edit = Line()
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(longest)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.textEdited.connect(changed)
    return edit


def put_text(edit: QLineEdit, text: str) -> None:
    """Show `text`, unless somebody writes there."""
    if edit.text() != text and not edit.hasFocus():
        edit.setText(text)


def whole(low: int, high: int, changed: Callable[[int], None], suffix: str = "") -> QSpinBox:
    """A whole number."""
    box = Whole()
    box.setRange(low, high)
    box.setSuffix(shown(suffix))
    box.setMinimumWidth(em() * 8)
    box.valueChanged.connect(changed)
    return box


def tick(text: str, changed: Callable[[bool], None]) -> QCheckBox:
    """A yes or no."""
    text = shown(text)
    box = TickBox(text.replace("&", "&&"))
    box.setAccessibleName(text)
    box.toggled.connect(changed)
    return box


def ticked(box: QCheckBox, hint: str) -> QWidget:
    """A yes or no with a line of explanation, as a choice has one."""
    return close(box, _explained(hint))


def close(part: QWidget, says: QWidget) -> QWidget:
    """What is said of a part, as near to it as a field's own hint."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(em() // 5)
    column.addWidget(part)
    column.addWidget(says)
    return whole


def in_a_row(*parts: QWidget) -> QWidget:
    """Side by side, as wide as they need to be."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return row


def _explained(hint: str) -> Text:
    about = Text(hint, quiet=True, wrap=True)
    about.setContentsMargins(round(em() * 1.6), 0, 0, em() // 4)
    return about


class Choice(QWidget):
    """One of a few, as radio buttons with a line of explanation each. `options` are (value, text, explanation)."""

    def __init__(self, name: str, options: Sequence[tuple[str, str, str]], changed: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(shown(name))
        self._buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em() // 5)
        for value, *texts in options:
            text, explanation = map(shown, texts)
            button = RadioDot(text.replace("&", "&&"))
            button.setAccessibleName(text)
            button.setAccessibleDescription(explanation)
            button.clicked.connect(lambda _checked=False, chosen=value: changed(chosen))
            self._buttons[value] = button
            self._group.addButton(button)
            column.addWidget(button)
            if explanation:
                column.addWidget(_explained(explanation))
        self._group.buttonToggled.connect(lambda button, checked: _embolden(button, checked))
        # Arrow keys choose, too: they check without a click.
        self._group.buttonToggled.connect(
            lambda button, checked: changed(self.value) if checked and button.hasFocus() else None
        )

    @property
    def value(self) -> str:
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def button(self, value: str) -> QRadioButton:
        return self._buttons[value]

    def put(self, value: str) -> None:
        button = self._buttons.get(value)
        if button is not None and not button.isChecked():
            button.setChecked(True)


def _embolden(button: QAbstractButton, is_chosen: bool) -> None:
    """What is chosen is told by more than a dot, which dark themes draw faintly."""
    font = button.font()
    font.setBold(is_chosen)
    button.setFont(font)


class Pick(QComboBox):
    """One of a list that may change; `put` shows it anew only when it did."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__()
        self._options: tuple[tuple[str, str], ...] = ()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.activated.connect(lambda index: changed(self._options[index][0]))

    def put(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """`options` are (value, text)."""
        if tuple(options) != self._options:
            self._options = tuple(options)
            self.clear()
            self.addItems([shown(text) for _, text in options])
        wanted = next((n for n, (known, _) in enumerate(self._options) if known == value), 0)
        if wanted != self.currentIndex() and self._options:
            self.setCurrentIndex(wanted)

    @property
    def value(self) -> str:
        return self._options[self.currentIndex()][0] if self._options else ""


def heading(text: str) -> Text:
    """Above a group of fields."""
    return Text(text, scale=1.1, bold=True, wrap=True)


def column_of(*parts: QWidget, margin: int = 0) -> QWidget:
    """Parts one under another."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(round(em() * 0.6))
    for part in parts:
        put(column, part)
    return box
