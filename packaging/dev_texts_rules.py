"""How a text is written in the sources, so that Qt's tools find it: rules over the syntax tree. Standard library only.

1. What is translated is a literal in one piece: no f-string, nothing put together, and not inside of an f-string.
2. Its values have names, and every name in braces is given; formats stand at the value, not in the pattern.
3. No widget of `ui/` gets a bare text.
4. No error of the world (`domain/errors`) is raised with one, nor has it as its title or next step."""

import ast
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "desktop_app"
UI = SOURCES / "ui"
MAKERS = {"tr": 1, "trn": 2, "Phrase": 1, "Several": 2}
"""Who takes a pattern, and how many of the first arguments are one."""
OWN = (UI / "translated.py", SOURCES / "domain" / "phrases.py")

HIDDEN = "Qt's tools do not look into f-strings: make the text before"
METHODS = frozenset({
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setAccessibleName",
    "setAccessibleDescription", "setPlaceholderText", "setTitle", "setInformativeText", "setLabelText", "setPrefix",
    "setSuffix", "setHeaderLabels", "setHorizontalHeaderLabels", "setNameFilter", "addAction", "addMenu", "addTab",
    "addItem", "addItems", "addButton", "addRow", "showMessage", "put", "say", "blame", "add_entry", "drawText",
    "insertItem", "setItemText", "emit",
})  # fmt: skip
WIDGETS = frozenset({
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QMessageBox", "QFileDialog",
    "QToolButton", "Text", "Says", "Field", "Figure", "TableOr", "TickBox", "RadioDot", "Choice", "Sheet", "heading",
    "tick", "PageSpec", "Item", "ChartSpec",
})  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}.*[ …]\S|[A-Za-z]{2,}[….!?:]$|^[A-Z][a-z]+$")
"""A text for people and not a key, a unit or a file: a capital word, several words, or one that ends a sentence."""
MARKUP = re.compile(r"<[^>]*>")


def names_in(pattern: str) -> frozenset[str]:
    """The names in braces; a brace that is none counts as no name."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None)
    except ValueError:
        return frozenset()


def rule_breaks() -> Iterator[str]:
    """Every place that breaks a rule, as "path:line: what"."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.rglob("*.py"))}
    errors = errors_of_the_world(trees.values())
    for path, tree in trees.items():
        if path not in OWN:
            for found in breaks_in(tree, is_ui=path.is_relative_to(UI), errors=errors):
                yield f"{path.relative_to(ROOT)}:{found}"


def errors_of_the_world(trees: Iterable[ast.AST]) -> frozenset[str]:
    """The names of WorldError and of everything that comes from it."""
    made = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found, more = frozenset[str](), frozenset({"WorldError"})
    while found != more:
        found = more
        more |= {one.name for one in made if any(isinstance(base, ast.Name) and base.id in found for base in one.bases)}
    return found


def breaks_in(tree: ast.AST, *, is_ui: bool, errors: frozenset[str] = frozenset()) -> Iterator[str]:
    """The places of one module, as "line: what"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hidden = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call) and _called(inner) in MAKERS]
            yield from (f"{one.lineno}: {HIDDEN}" for one in hidden)
        elif isinstance(node, ast.ClassDef) and node.name in errors:
            yield from (f"{one.lineno}: {_said_bare(one.value)}" for one in _own_texts(node) if _said_bare(one.value))
        elif isinstance(node, ast.Call):
            says = _pattern_break(node) or (_bare_text(node) if is_ui else "")
            if not says and _called(node) in errors:
                given = (*node.args, *(word.value for word in node.keywords))
                says = next((told for one in given if (told := _said_bare(one))), "")
            if says:
                yield f"{node.lineno}: {says}"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _pattern_break(node: ast.Call) -> str:
    wanted = MAKERS.get(_called(node))
    if wanted is None:
        return ""
    patterns = node.args[:wanted]
    if any(not isinstance(one, ast.Constant) or not isinstance(one.value, str) for one in patterns) or not patterns:
        return f"{_called(node)} takes a text in one piece; values come in by name"
    text = "".join(str(one.value) for one in patterns if isinstance(one, ast.Constant))
    given = {word.arg for word in node.keywords} | ({"n"} if wanted == 2 else set())
    if not node.keywords and wanted == 1:
        return ""
    if None not in given and names_in(text) != given:
        return f"{text!r} names {sorted(names_in(text))} and is given {sorted(str(name) for name in given)}"
    odd = [spec for _, _, spec, conversion in string.Formatter().parse(text) if spec or conversion]
    return f"{text!r}: formats stand at the value" if odd else ""


def _bare_text(node: ast.Call) -> str:
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if method not in METHODS and _called(node) not in WIDGETS:
        return ""
    given = (*node.args, *(word.value for word in node.keywords if word.arg not in ("name",)))
    bare = next((text for one in given for text in _literals(one) if WORD.search(MARKUP.sub(" ", text).strip())), None)
    return "" if bare is None else f"{bare!r} cannot be translated: write tr({bare!r})"


def _own_texts(node: ast.ClassDef) -> Iterator[ast.Assign]:
    """What an error of the world says by itself."""
    for line in node.body:
        named = [getattr(one, "id", "") for one in line.targets] if isinstance(line, ast.Assign) else []
        if isinstance(line, ast.Assign) and {"title", "next_step"}.intersection(named):
            yield line


def _said_bare(node: ast.expr) -> str:
    """Why this is not what an error says to the owner."""
    bare = next((text for text in _literals(node) if any(map(str.isalpha, text))), None)
    return "" if bare is None else f"{bare!r} cannot be translated: an error says Phrase({bare!r})"


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may come out as; what is called inside it is judged for itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from _literals(part)
    elif isinstance(node, ast.BinOp):
        yield from (*_literals(node.left), *_literals(node.right))
