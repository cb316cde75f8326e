"""Texts: the rules that keep them translatable, and the tools that read them out of the sources."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))
dev_texts, rules = map(importlib.import_module, ("dev_texts", "dev_texts_rules"))


def breaks(line: str) -> list[str]:
    return list(rules.breaks_in(ast.parse(line), is_ui=True))


@pytest.mark.parametrize(
    "line",
    [
        'button.setText("Pause")',
        'QLabel("Pause work")',
        'self.says.say("It is done.", "good")',
        'button.setText("Go on" if known else tr("Download"))',
        'text.put(f"{name} is here")',
        'menu.addAction("Open the window")',
        'Item("name", "Name of this provider")',
        'text.put(f"{value} {tr(\'tokens\')}")',
        'tr(f"{name} is here")',
        'tr("{name} is here")' + '.format(name=name) or tr("{name} is here", nam=name)',
        'tr("{speed:.1f} tokens/s", speed=speed)',
        'tr(text)',
        'trn("{n} job", many, 3)',
        'Phrase("a" + "b")',
    ],
)
def test_what_cannot_be_translated_is_found(line: str) -> None:
    assert breaks(line)


@pytest.mark.parametrize(
    "line",
    [
        'button.setText(tr("Pause"))',
        'text.put("")',
        'text.put(name)',
        'text.put(f"{size:.1f} GB")',
        'box.setSuffix(" MB/s")',
        'self.says.say(sentence, "problem")',
        'pick.put("dynamic")',
        'dialog.selectFile("aitbc-provider-settings.json")',
        'button.setToolTip(f"<qt>{shown(text)}</qt>")',
        'tr("{name} is here", name=name)',
        'trn("{n} job of {model}", "{n} jobs of {model}", 3, model=model)',
        'Phrase("no {braces} without values")',
        'PageSpec("home", Phrase("Home"), "home:HomePage")',
    ],
)
def test_what_can_be_translated_passes(line: str) -> None:
    assert breaks(line) == []


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ('raise NotHere("there is no such file")', True),
        ('raise NotHere(f"{path} is not there")', True),
        ('raise NotHere(why, next_step="Look again")', True),
        ('class NotHere(WorldError):\n    title = "Not here"', True),
        ('raise NotHere(Phrase("{path} is not there", path=path), status=404)', False),
        ('raise NotHere(in_words(error), title=Phrase("Not here"))', False),
        ('raise LookupError("job-1 is not in the journal")', False),
    ],
)
def test_errors_of_the_world_say_phrases(line: str, is_bare: bool) -> None:
    made = ast.parse("class NotThere(WorldError): ...\nclass NotHere(NotThere): ...")
    errors = rules.errors_of_the_world([made])
    assert {"NotHere", "NotThere", "WorldError"} == errors
    assert bool(list(rules.breaks_in(ast.parse(line), is_ui=False, errors=errors))) == is_bare


def test_the_tools_find_every_way_to_write_a_text(tmp_path: Path) -> None:
    source = tmp_path / "desktop_app" / "one.py"
    source.parent.mkdir()
    source.write_text(
        'A = Phrase("at the top", "a hint")\n'
        "class Page:\n    def f(self):\n"
        '        tr("in a method "\n           "in two pieces", name=1)\n'
        '        trn("{n} job", "{n} jobs", 3)\n'
        '        Several("{n} model", "{n} models", n)\n'
        '        self.says.say("not this")\n',
        encoding="utf-8",
    )
    target = tmp_path / "texts.ts"
    dev_texts.extract(target, source.parent)
    assert {(text, hint) for text, hint, _ in dev_texts.messages(target)} == {
        ("at the top", "a hint"), ("in a method in two pieces", ""), ("{n} job", "{n} jobs"),
        ("{n} model", "{n} models"),
    }  # fmt: skip
    before = target.read_bytes()
    dev_texts.extract(target, source.parent)
    assert target.read_bytes() == before


def test_a_translation_with_other_names_is_told() -> None:
    assert rules.names_in("{amount} for {jobs}") == rules.names_in("{jobs} bringen {amount}")
    assert rules.names_in("{amount} for {jobs}") != rules.names_in("{amount} für {job}")
    assert rules.names_in("a brace { alone") == frozenset()
