"""A language that nobody speaks: every text of the template in ⟦brackets⟧ and a third longer, values outside of them.

What a window shows outside of brackets was not translated; what is cut off has no room for longer languages."""

from __future__ import annotations

import importlib
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QSpinBox,
    QTableView,
    QWidget,
)

ROOT = Path(__file__).parents[2]
OPEN, CLOSE = "⟦", "⟧"
VALUE = re.compile(r"(\{\w+\})")
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def pseudo(text: str) -> str:
    """Longer, between brackets; values stand outside, so that one which was not translated is seen."""
    return "".join(part if VALUE.fullmatch(part) else _pseudo(part) for part in VALUE.split(text))


def _pseudo(text: str) -> str:
    """Room at the ends stays at the ends. What is added can be broken into lines."""
    core = text.strip()
    if not any(c.isalpha() for c in core):
        return text
    more = "~~~ " * (len(core) // 12) or "~"
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{OPEN}{core} {more.strip()}{CLOSE}{after}"


def texts_module() -> Any:
    """packaging/dev_texts.py, which is no part of a package."""
    folder = str(ROOT / "packaging")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module("dev_texts")


def translator(folder: Path) -> QTranslator:
    """Every text that Qt's tools find in the sources, loaded as any other language is."""
    tools = texts_module()
    template = folder / "template.ts"
    tools.extract(template)
    tree = ET.parse(template)
    tree.getroot().set("language", "de")
    for message in tree.iter("message"):
        source, found = message.findtext("source") or "", message.find("translation")
        assert found is not None
        found.attrib.pop("type", None)
        forms = list(found.iter("numerusform"))
        if forms:
            for form in forms[2:]:
                found.remove(form)
            while len(forms) < 2:
                forms.append(ET.SubElement(found, "numerusform"))
            forms[0].text, forms[1].text = pseudo(source), pseudo(message.findtext("comment") or "")
        else:
            found.text = pseudo(source)
    tree.write(folder / "pseudo.ts", encoding="utf-8")
    tools.compiled(folder / "pseudo.ts", folder / "pseudo.qm")
    made = QTranslator()
    assert made.load(str(folder / "pseudo.qm"))
    return made


def bare(text: str) -> str:
    """What stands outside of brackets."""
    before = ""
    while text != before:
        before, text = text, INNERMOST.sub(" ", text)
    return text


def texts(window: QWidget) -> set[str]:
    """Every text of a window that a person sees or hears now."""
    found: set[str] = {window.windowTitle()}
    for part in [window, *window.findChildren(QWidget)]:
        if not part.isVisibleTo(window):
            continue
        found |= {part.toolTip(), part.accessibleName(), part.accessibleDescription(), *_own(part)}
    return {line for text in found for line in text.split("\n") if line.strip()}


_OWN: tuple[tuple[tuple[type, ...], Callable[[Any], set[str]]], ...] = (
    ((QLabel, QAbstractButton), lambda part: {part.text()}),
    ((QComboBox,), lambda part: {part.itemText(n) for n in range(min(part.count(), 50))}),
    ((QLineEdit,), lambda part: {part.placeholderText()}),
    ((QSpinBox,), lambda part: {part.suffix(), part.prefix(), part.specialValueText()}),
    ((QMenu,), lambda part: menu_texts(part)),
    ((QListWidget,), lambda part: {part.item(n).text() for n in range(part.count())}),
    ((QTableView,), lambda part: _cells(part)),
)


def _own(part: QWidget) -> set[str]:
    return next((read(part) for kinds, read in _OWN if isinstance(part, kinds)), set())


def _cells(table: QTableView) -> set[str]:
    model = table.model()
    heads = {str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in range(model.columnCount())}
    rows = range(min(model.rowCount(), 12))
    return heads | {str(model.index(r, c).data() or "") for r in rows for c in range(model.columnCount())}


def menu_texts(menu: QMenu) -> set[str]:
    """With those of the menus inside."""
    found: set[str] = set()
    for action in menu.actions():
        inner = action.menu()
        found |= {action.text()} | (menu_texts(inner) if isinstance(inner, QMenu) else set())
    return found
