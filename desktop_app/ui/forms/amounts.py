"""Fields for numbers with a part, such as prices: typed and shown in the owner's own marks, kept in the program's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop_app.ui import measures
from desktop_app.ui.forms.fields import line, put_text


def amount_line(changed: Callable[[str, str], None], *, example: str = "", longest: int = 40) -> QLineEdit:
    """A line for a number. `changed(number, problem)` gets it as the program writes numbers ("0.25", "" for none); when
    it cannot be read, what was typed and why not. `example` is one of the program's, too."""
    return line(lambda text: changed(*measures.typed(text)), placeholder=measures.to_type(example), longest=longest)


def put_amount(edit: QLineEdit, number: str) -> None:
    """Show a number of the program's, unless somebody writes there."""
    put_text(edit, measures.to_type(number))
