"""Texts in the language of the program. English is written in the code, and is what is shown without a translation.

Qt's tools read the sources for `tr`, `trn`, `Phrase` and `Several`, so the first
argument is a literal in one piece, and values come in by name afterwards."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.domain.phrases import Number, Phrase, Several
from desktop_app.domain.typed_numbers import Marks


def tr(text: str, hint: str = "", /, **values: object) -> str:
    """`text` in the program's language with `values` in their places; `hint` tells translators what is meant."""
    found = QCoreApplication.translate("", text, hint or None)
    return found.format(**_shown(values)) if values else found


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """One or many: `trn("{n} job", "{n} jobs", 3)`. Languages with more forms than two have them."""
    found = QCoreApplication.translate("", one, many, number)
    if found == one and number != 1:  # nobody translated it: the two English forms are here
        found = many
    return found.format(n=_marked(f"{number:,}"), **_shown(values))


def shown(text: str) -> str:
    """A text that was made elsewhere, in the program's language; plain texts (names, what was stored) stay."""
    if isinstance(text, Number):
        return _marked(text)
    if isinstance(text, Several):
        return trn(text.pattern, text.many, text.number, **text.values)
    return tr(text.pattern, text.hint, **text.values) if isinstance(text, Phrase) else text


def own_marks() -> Marks:
    """How the owner writes numbers: Qt's locale, which is set at the start (`ui/language`)."""
    locale = QLocale()
    return Marks(locale.decimalPoint(), locale.groupSeparator())


def _marked(english: str) -> str:
    """A number with the owner's marks."""
    marks = own_marks()
    signs = {",": marks.thousands, ".": marks.decimal}
    return "".join(signs.get(sign, sign) for sign in english)


def _shown(values: dict[str, object]) -> dict[str, object]:
    return {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
