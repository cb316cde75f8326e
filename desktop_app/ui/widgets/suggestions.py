"""What would bring more: each suggestion with its basis, applied and taken back with one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.suggestions import Suggestion
from desktop_app.ui.forms.indicators import Card
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text, em

NONE = Phrase("Nothing to suggest yet: that takes a day of offered hours, and figures that support it.")


class SuggestionList(QWidget):
    """`apply` and `revert` are called with the suggestion that was pressed."""

    def __init__(self, apply: Callable[[Suggestion], None], revert: Callable[[Suggestion], None]) -> None:
        super().__init__()
        self._apply, self._revert = apply, revert
        self._shown: tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]] | None = None
        self.cards: list[SuggestionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em() // 3)
        self.show_suggestions((), ())

    def show_suggestions(self, found: Sequence[Suggestion], applied: Sequence[Suggestion]) -> None:
        """New ones first, then those in force."""
        shown = (tuple(found), tuple(applied))
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.cards = [SuggestionCard(one, self._apply) for one in found]
        self.cards += [SuggestionCard(one, self._revert, is_applied=True) for one in applied]
        for card in self.cards:
            self._column.addWidget(card)
        if not self.cards:
            self._column.addWidget(Text(NONE, quiet=True, wrap=True))


class SuggestionCard(Card):
    """One suggestion."""

    def __init__(self, suggestion: Suggestion, act: Callable[[Suggestion], None], *, is_applied: bool = False) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(em() // 5)
        described = suggestion.description
        if is_applied:
            described = tr("In force: {change}", change=described)
        words.addWidget(Text(described, bold=True, wrap=True))
        words.addWidget(Text(suggestion.impact, wrap=True))
        words.addWidget(Text(tr("Basis: {basis}", basis=suggestion.basis), quiet=True, wrap=True))
        self.button = QPushButton(tr("Take back") if is_applied else tr("Apply"))
        self.button.clicked.connect(lambda _checked=False: act(suggestion))
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
