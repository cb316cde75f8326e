"""Earnings saved to files that the owner chooses: lines for tax, and a statement to print."""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop_app.domain.browsing import Stack, combined
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import as_text
from desktop_app.domain.periods import title
from desktop_app.provider.ports.office import Office
from desktop_app.ui import words
from desktop_app.ui.translated import shown, tr

if TYPE_CHECKING:
    from desktop_app.ui.pages.earnings import EarningsPage


def save_csv(page: EarningsPage, since: datetime, until: datetime) -> None:
    """Ask for a file, then write one line a job of this time to it."""
    dialog = _dialog(page, tr("Save for tax"), f"earnings-{since:%Y-%m-%d}.csv", tr("Spreadsheet (*.csv)"))

    async def write(office: Office, path: str) -> None:
        count = await office.money.save_csv(path, since, until)
        if isValid(page):
            page.verbs.told.emit(tr("{jobs} written to {path}.", jobs=words.jobs(count), path=path))

    dialog.fileSelected.connect(lambda path: page.do(lambda office: write(office, path), "save for tax"))
    dialog.open()


def save_statement(page: EarningsPage) -> None:
    """Ask for a file, then print what is looked at to it."""
    dialog = _dialog(page, tr("Save statement"), f"statement-{page.span()[0]:%Y-%m}.pdf", tr("PDF (*.pdf)"))
    dialog.fileSelected.connect(lambda path: print_statement(page, path))
    dialog.open()


def print_statement(page: EarningsPage, path: str) -> None:
    """The period's sums as a page of PDF."""
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setHtml(statement(page))
    document.print_(writer)
    page.verbs.told.emit(tr("The statement was written to {path}.", path=path))


def statement(page: EarningsPage) -> str:
    """The page as HTML; what others wrote is escaped."""
    state, unit = page.state, words.money_unit(page.state) if page.state else ""
    who = html.escape(
        tr("{provider} on {network}", provider=state.provider_id, network=state.network.name) if state else ""
    )
    name = html.escape(shown(title(page.period, page.day)))
    head = html.escape(tr("{program}: earnings", program=words.APP_NAME))
    amounts = html.escape(tr("Amounts in {unit}; credited is what the network says it released.", unit=unit))
    tables = _table(tr("By part"), _by_part(page.stacks)) + _table(tr("Over time"), _by_bar(page))
    return f"<h2>{head}</h2><p>{name}<br>{who}<br>{amounts}</p>{tables}"


def _by_part(stacks: list[Stack]) -> list[tuple[str, Totals]]:
    names = dict.fromkeys(name for stack in stacks for name in stack.parts)
    return [(n, combined({str(k): s.parts[n] for k, s in enumerate(stacks) if n in s.parts})) for n in names]


def _by_bar(page: EarningsPage) -> list[tuple[str, Totals]]:
    from desktop_app.ui.pages.earnings import title_of

    rows = [(shown(title_of(page.period, stack.since)), combined(stack.parts)) for stack in page.stacks]
    return [(name, whole) for name, whole in rows if whole.jobs]


def _table(name: str, rows: list[tuple[str, Totals]]) -> str:
    cells = "".join(_row(html.escape(text), whole) for text, whole in rows)
    whole = combined({str(n): totals for n, (_, totals) in enumerate(rows)})
    heads = "".join(f"<th align='right'>{head}</th>" for head in (tr("Jobs"), tr("Gross"), tr("Fee"), tr("Credited")))
    sums = html.escape(tr("Sum"))
    return (
        f"<h3>{name}</h3><table width='100%' cellspacing='0' cellpadding='3'><tr><th></th>{heads}</tr>{cells}"
        f"{_row(f'<b>{sums}</b>', whole)}</table>"
    )


def _row(name: str, whole: Totals) -> str:
    figures = (f"{whole.jobs:,}", as_text(whole.gross), as_text(whole.fee), as_text(whole.credited))
    return f"<tr><td>{name}</td>{''.join(f'<td align=right>{figure}</td>' for figure in figures)}</tr>"


def _dialog(page: EarningsPage, name: str, file: str, kind: str) -> QFileDialog:
    dialog = QFileDialog(page, name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.selectFile(file)
    dialog.setDefaultSuffix(file.rpartition(".")[2])
    dialog.finished.connect(dialog.deleteLater)
    return dialog
