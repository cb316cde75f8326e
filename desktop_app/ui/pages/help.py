"""Help: troubleshooting by symptom with live values, the doctor's checks, and the diagnostics bundle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ladder import Fix, Light
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.symptoms import Symptom, symptoms
from desktop_app.provider.ports.office import Finding, Office
from desktop_app.ui.forms.indicators import edge
from desktop_app.ui.forms.lines import Lines
from desktop_app.ui.icons import IconSet
from desktop_app.ui.pages.page import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.ladder import BUTTONS, Lamp, even_rows
from desktop_app.ui.widgets.text import Text, em

PRIVATE = Phrase("Prompts, answers and keys are not in it. This is all that would be saved; look at it first.")
CHECKS = Phrase("Press the button; it takes a few seconds. On the command line: aitbc-provider doctor")


class Lamps(QWidget):
    """Lines of a light, a sentence and perhaps a button."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.lines: list[tuple[Lamp, Text, QPushButton]] = []
        self._fixes: list[Fix] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em() // 2)
        self._grid.setVerticalSpacing(em() // 4)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, found: list[tuple[Light, str, Fix]]) -> None:
        """Draw these; what is left over is hidden."""
        while len(self.lines) < len(found):
            self._add()
        for place, (lamp, text, button) in enumerate(self.lines):
            is_used = place < len(found)
            lamp.setVisible(is_used)
            text.setVisible(is_used)
            light, sentence, fix = found[place] if is_used else (Light.GOOD, "", Fix.NONE)
            lamp.put(light)
            text.put(sentence)
            self._fixes[place] = fix
            button.setVisible(is_used and light is not Light.GOOD and self._page.can_fix(fix))
            button.setText(shown(BUTTONS.get(fix, "")))
        even_rows(self._grid, [button for _, _, button in self.lines[: len(found)]])

    def _add(self) -> None:
        place = len(self.lines)
        lamp, text, button = Lamp(), Text(wrap=True), QPushButton()
        button.clicked.connect(lambda _checked=False: self._page.fix(self._fixes[place]))
        self._fixes.append(Fix.NONE)
        for column, widget in enumerate((lamp, text, button)):
            self._grid.addWidget(widget, place, column)
        self.lines.append((lamp, text, button))


class HelpPage(Page):
    """Symptoms above, checks and diagnostics below."""

    def __init__(self, icons: IconSet, verbs: Verbs) -> None:
        super().__init__(verbs)
        self.titles, self.causes = [Text(bold=True) for _ in range(3)], [Lamps(self) for _ in range(3)]
        self.check, self.checks = QPushButton(tr("Check everything")), Lamps(self)
        self.checks_told = Text(CHECKS, quiet=True, wrap=True)
        self.look, self.save = QPushButton(tr("Show the diagnostics bundle")), QPushButton(tr("Save it…"))
        self.names, self.content = Lines(tr("Files of the bundle")), QPlainTextEdit()
        self.files: Mapping[str, str] = {}
        self.findings: list[Finding] = []
        self._lay_out()
        self.check.clicked.connect(lambda: self.do(self._examine, "check everything"))
        self.look.clicked.connect(lambda: self.do(self._gather, "gather the diagnostics"))
        self.save.clicked.connect(self._save)
        self.names.currentTextChanged.connect(lambda name: self.content.setPlainText(self.files.get(name, "")))

    def _lay_out(self) -> None:
        for title, causes in zip(self.titles, self.causes, strict=True):
            self.section(title, causes)
        self.section(_headed(tr("The doctor's checks"), self.check), self.checks_told, self.checks)
        self.content.setReadOnly(True)
        self.content.setAccessibleName(tr("Content of the chosen file"))
        self.names.setMaximumWidth(em() * 14)
        self.dress()
        self.bundle = QWidget()
        row = QHBoxLayout(self.bundle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.names)
        row.addWidget(self.content, 1)
        self.bundle.setMinimumHeight(em() * 16)
        self.bundle.hide()
        self.save.setEnabled(False)
        head = _headed(tr("Diagnostics for somebody who helps you"), self.look, self.save)
        self.section(head, Text(PRIVATE, quiet=True, wrap=True))
        self._column.addWidget(self.bundle, 1)
        self._column.addStretch(0)

    def dress(self) -> None:
        """Columns of a log stand one under another; an edge in dark as in light."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(font.pointSizeF(), QApplication.font().pointSizeF()))
        self.content.setFont(font)
        edge(self.content)

    async def query(self, office: Office) -> Any:
        rungs = await office.standing.ladder()
        try:
            reputation = await office.standing.reputation()
        except NetworkError:
            reputation = None
        standing = sum(1 for alert in self.state.alerts if alert.cleared_at is None) if self.state else 0
        recent = self.state.recent if self.state else ()
        failures = [job.reason for job in recent if job.outcome is Outcome.FAILED]
        return symptoms(rungs, reputation, standing, failures)

    def show_answer(self, found: tuple[Symptom, ...]) -> None:
        for symptom, title, causes in zip(found, self.titles, self.causes, strict=True):
            title.put(symptom.title)
            causes.show_lines([(cause.light, cause.sentence, cause.fix) for cause in symptom.causes])
        self.checks.show_lines([_line(finding) for finding in self.findings])
        self.checks_told.setVisible(not self.findings)
        if list(self.files) != [self.names.item(n).text() for n in range(self.names.count())]:
            self.names.clear()
            self.names.addItems(list(self.files))
            self.names.setCurrentRow(0)
        self.bundle.setVisible(bool(self.files))
        self.save.setEnabled(bool(self.files))

    async def _examine(self, office: Office) -> None:
        if office.help is not None:
            self.findings = await office.help.findings()

    async def _gather(self, office: Office) -> None:
        if office.help is not None:
            self.files = await office.help.diagnostics()

    def _save(self) -> None:
        dialog = QFileDialog(self, tr("Save the diagnostics bundle"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Zip (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("aitbc-provider-diagnostics.zip")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Save what is shown to this file."""

        async def work(office: Office) -> None:
            if office.help is not None:
                await office.help.save_diagnostics(path, self.files)
                self.verbs.told.emit(tr("The diagnostics bundle was written to {path}.", path=path))

        self.do(work, "save the diagnostics")


def _line(finding: Finding) -> tuple[Light, str, Fix]:
    sentence = f"{shown(finding.name).capitalize()}: {shown(finding.says).rstrip('.')}."
    told = f"{sentence} {shown(finding.next_step).rstrip('.')}." if finding.next_step else sentence
    return Light.GOOD if finding.ok else Light.BAD, told, Fix.NONE


def _headed(title: str, *buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Text(title, bold=True))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
