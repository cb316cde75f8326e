"""A language that nobody speaks: every text of the template in ⟦brackets⟧ and a third longer, values left alone.

What a window shows outside of brackets was not translated; what is cut off has no room for longer languages."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
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

TEMPLATE = Path(__file__).parents[2] / "resources" / "translations" / "aitbc-provider.ts"
LRELEASE = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def pseudo(text: str) -> str:
    """Longer, between brackets; room at the ends stays at the ends."""
    core = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{OPEN}{core}{'~' * max(1, len(core) * 3 // 10)}{CLOSE}{after}"


def translator(folder: Path) -> QTranslator:
    """The whole template in it, loaded as any other language is."""
    tree = ET.parse(TEMPLATE)
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
    subprocess.run([str(LRELEASE), "-silent", str(folder / "pseudo.ts")], check=True)
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


def _own(part: QWidget) -> set[str]:
    if isinstance(part, QLabel | QAbstractButton):
        return {part.text()}
    if isinstance(part, QComboBox):
        return {part.itemText(n) for n in range(min(part.count(), 50))}
    if isinstance(part, QLineEdit):
        return {part.placeholderText()}
    if isinstance(part, QSpinBox):
        return {part.suffix(), part.prefix(), part.specialValueText()}
    if isinstance(part, QMenu):
        return menu_texts(part)
    if isinstance(part, QListWidget):
        return {part.item(n).text() for n in range(part.count())}
    if isinstance(part, QTableView):
        return _cells(part)
    return set()


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
