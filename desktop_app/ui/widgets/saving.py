"""What is saved to files that the owner chooses: lines for tax, a statement to print, a job's kept answer."""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop_app.domain.browsing import Stack
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.periods import title
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.office import Office
from desktop_app.ui import words
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.stacking import LookedAt, shaped, title_of
from desktop_app.ui.widgets.sums import MEASURED, PARTS_HEADS, bar_rows, part_rows, sum_row

if TYPE_CHECKING:
    from desktop_app.ui.pages.earnings import EarningsPage
    from desktop_app.ui.pages.page import Page


def save_csv(page: EarningsPage, since: datetime, until: datetime) -> None:
    """Ask for a file, then write one line a job of this time to it."""
    dialog = _dialog(page, tr("Save for tax"), f"earnings-{since:%Y-%m-%d}.csv", tr("Spreadsheet (*.csv)"))

    async def write(office: Office, path: str) -> None:
        count = await office.money.save_csv(path, since, until)
        if isValid(page):
            page.verbs.told.emit(tr("{jobs} written to {path}.", jobs=words.jobs(count), path=path))

    dialog.fileSelected.connect(lambda path: page.do(lambda office: write(office, path), "save for tax"))
    dialog.open()


def save_text(page: Page, job_id: str) -> None:
    """Ask for a file, then write what this job wrote to it."""
    name = "".join(sign for sign in job_id if sign.isalnum() or sign in "-_")[:64]
    dialog = _dialog(page, tr("Save the kept answer"), f"answer-{name}.txt", tr("Text (*.txt)"))

    async def write(office: Office, path: str) -> None:
        await office.jobs.save_text(path, job_id)
        if isValid(page):
            page.verbs.told.emit(tr("The answer was written to {path}.", path=path))

    dialog.fileSelected.connect(lambda path: page.do(lambda office: write(office, path), "save a kept answer"))
    dialog.open()


def save_statement(page: EarningsPage) -> None:
    """Ask for a file, then print what is looked at to it."""
    dialog = _dialog(page, tr("Save statement"), f"statement-{page.span()[0]:%Y-%m}.pdf", tr("PDF (*.pdf)"))

    async def write(office: Office, path: str) -> None:
        looked_at, stacks = await page.figures_of(office)
        if isValid(page):
            print_statement(path, statement(page, looked_at, stacks))
            page.verbs.told.emit(tr("The statement was written to {path}.", path=path))

    dialog.fileSelected.connect(lambda path: page.do(lambda office: write(office, path), "save the statement"))
    dialog.open()


def print_statement(path: str, text: str) -> None:
    """HTML as pages of PDF, in place of what is there. ProfileError when the file cannot be written: what is there
    stays then."""
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _unwritten(path, file)
    writer = QPdfWriter(file)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setHtml(text)
    document.print_(writer)
    if not file.commit():
        raise _unwritten(path, file)


def _unwritten(path: str, file: QSaveFile) -> ProfileError:
    return ProfileError(Phrase("{path} cannot be written ({error})", path=path, error=file.errorString()))


def statement(page: EarningsPage, looked_at: LookedAt, stacks: list[Stack]) -> str:
    """The page as HTML, with the figures of `stacks`; what others wrote is escaped."""
    (period, day, by), state = looked_at, page.state
    unit = words.money_unit(state) if state else ""
    who = html.escape(
        tr("{provider} on {network}", provider=state.provider_id, network=state.network.name) if state else ""
    )
    name = html.escape(shown(title(period, day)))
    head = html.escape(tr("{program}: earnings", program=words.APP_NAME))
    told = [
        html.escape(tr("Amounts in {unit}; credited is what the network says it released.", unit=unit)),
        html.escape(shown(MEASURED)),
    ]
    named = shaped(stacks, by)
    names = dict.fromkeys(name for stack in named for name in stack.parts)
    labels = [shown(title_of(period, stack.since)) for stack in stacks]
    whole = sum_row(tr("Sum"), stacks)
    tables = _table(tr("By part"), [*part_rows(named, list(names)), whole])
    tables += _table(tr("Over time"), [*bar_rows(stacks, labels), whole])
    return f"<h2>{head}</h2><p>{name}<br>{who}<br>{'<br>'.join(told)}</p>{tables}"


def _table(name: str, rows: list[tuple[str, ...]]) -> str:
    """The last row is the sum."""
    heads = "".join(f"<th align='right'>{html.escape(shown(head))}</th>" for head in PARTS_HEADS[1:])
    cells = [_row(row, "{}") for row in rows[:-1]] + [_row(rows[-1], "<b>{}</b>")]
    return (
        f"<h3>{html.escape(name)}</h3><table width='100%' cellspacing='0' cellpadding='3'>"
        f"<tr><th></th>{heads}</tr>{''.join(cells)}</table>"
    )


def _row(texts: tuple[str, ...], first: str) -> str:
    name, *figures = (html.escape(shown(text)) for text in texts)
    return f"<tr><td>{first.format(name)}</td>{''.join(f'<td align=right>{figure}</td>' for figure in figures)}</tr>"


def _dialog(page: Page, name: str, file: str, kind: str) -> QFileDialog:
    dialog = QFileDialog(page, name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.selectFile(file)
    dialog.setDefaultSuffix(file.rpartition(".")[2])
    dialog.finished.connect(dialog.deleteLater)
    return dialog
