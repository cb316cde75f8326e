"""One job: times, tokens, money and reasons. Never what was asked or answered; an answer that the owner keeps can be
saved to a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from desktop_app.domain.browsing import JobDetail
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import RecentJob
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr, trn
from desktop_app.ui.widgets.text import Text, em

ACROSS = 3
WIDE: tuple[str, ...] = (Phrase("Result"), Phrase("Model"), Phrase("Customer"), Phrase("Job"))
"""Lines of their own: as long as they like without widening the window."""
PAYMENT = {
    "pending": Phrase("not set aside yet"),
    "escrowed": Phrase("set aside"),
    "released": Phrase("released"),
    "refunded": Phrase("given back to the customer"),
    "failed": Phrase("failed"),
    "skipped": Phrase("none"),
    "unpaid": Phrase("none"),
    "unproven": Phrase("could not be confirmed"),
    "underpaid": Phrase("too little"),
    "paid_elsewhere": Phrase("goes to another address"),
}
"""What the network and this program say of a payment; other words are shown as they came."""
NOTHING = Phrase("Choose a job to see its times, tokens, money and reasons.")
PRIVATE = Phrase("What was asked and answered is nobody else's business: it is not kept once a job has ended.")
KEPT = Phrase("What was asked is not kept. What was answered is, for the days that you chose in the settings.")


class DetailPanel(QFrame):
    """`block(customer, blocked)` and `save(job_id)` are called by the buttons."""

    def __init__(self, block: Callable[[str, bool], None], save: Callable[[str], None]) -> None:
        super().__init__()
        self._block = block
        self._customer, self._is_blocked = "", False
        self.detail: JobDetail | None = None
        self.sentence = Text(NOTHING, quiet=True, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em())
        self._grid.setVerticalSpacing(em() // 4)
        for place in range(ACROSS):
            self._grid.setColumnStretch(2 * place + 1, 1)
        self.lines: dict[str, str] = {}
        self.button = QPushButton()
        self.button.clicked.connect(lambda: self._block(self._customer, not self._is_blocked))
        self.button.hide()
        self.save = QPushButton(tr("Save the kept answer…"))
        self.save.clicked.connect(lambda: save(self.detail.job_id if self.detail else ""))
        self.save.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self.sentence)
        column.addLayout(buttons)

    def show_detail(self, found: JobDetail | None, unit: str, blocked: tuple[str, ...]) -> None:
        """Show this job, or that none is chosen."""
        lines = lines_of(found, unit) if found else {}
        if lines != self.lines:
            self._draw(lines)
        self.detail, self.lines = found, lines
        self._customer = found.customer if found else ""
        self._is_blocked = self._customer in blocked
        self.button.setText(tr("Take work from this customer again") if self._is_blocked else tr("Block this customer"))
        self.button.setVisible(bool(self._customer))
        is_kept = found is not None and found.is_kept
        self.save.setVisible(is_kept)
        self.sentence.put(KEPT if is_kept else PRIVATE if found else NOTHING)

    def _draw(self, lines: dict[str, str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        whole = [name for name in WIDE if name in lines]
        for row, name in enumerate(whole):
            self._draw_line(row, name, lines[name], ACROSS * 2 - 1)
        rest = [pair for pair in lines.items() if pair[0] not in WIDE]
        deep = -(-len(rest) // ACROSS)
        for place, (name, value) in enumerate(rest):
            self._draw_line(len(whole) + place % deep, name, value, 1, 2 * (place // deep))

    def _draw_line(self, row: int, name: str, value: str, span: int, column: int = 0) -> None:
        text = Text(value, wrap=span > 1)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(Text(name, quiet=True), row, column)
        self._grid.addWidget(text, row, column + 1, 1, span)


def lines_of(job: JobDetail, unit: str) -> dict[str, str]:
    """What is told of a job, by name; what is not known is left out."""

    def money(amount: object) -> str:
        return f"{measures.exact(amount)} {unit}" if amount is not None else ""  # type: ignore[arg-type]

    def time(moment: object) -> str:
        return measures.when(moment, with_seconds=True) if moment is not None else ""  # type: ignore[arg-type]

    waited = (job.started_at - job.received_at).total_seconds() if job.started_at else None
    speed = job.tokens / job.seconds if job.seconds and job.tokens else None
    result = words.result(_recent(job)) if job.outcome and job.finished_at else ""
    energy = measures.number(job.joules / 3_600_000, 6) if job.joules else ""
    may_come = job.outcome in (None, Outcome.COMPLETED)
    found: dict[str, str] = {
        Phrase("Job"): job.job_id,
        Phrase("Result"): result,
        Phrase("Model"): job.model or ("" if job.outcome is None else tr("not noted, as the job was not taken")),
        Phrase("Tier"): job.tier,
        Phrase("Customer"): job.customer or tr("not told"),
        Phrase("Came"): time(job.received_at),
        Phrase("Started"): time(job.started_at),
        Phrase("Ended"): time(job.finished_at),
        Phrase("Waited"): words.took(waited) if waited is not None else "",
        Phrase("Worked"): words.took(job.seconds) if job.seconds else "",
        Phrase("Tokens"): tr(
            "{prompt_tokens} read, {tokens} written",
            prompt_tokens=measures.number(job.prompt_tokens), tokens=measures.number(job.tokens),
        ),
        Phrase("Speed"): words.speed(speed),
        Phrase("Our price"): money(job.quoted),
        Phrase("Set aside"): money(job.escrowed),
        Phrase("Network's fee"): money(job.fee),
        Phrase("Credited"): money(job.credited) or (tr("nothing yet") if may_come else tr("nothing")),
        Phrase("Payment"): _payment(job, may_come=may_come),
        Phrase("Electricity"): tr("{number} kWh", number=energy) if energy else "",
        Phrase("Its cost"): f"{measures.exact(job.energy_cost)} {job.currency}" if job.energy_cost is not None else "",
        Phrase("How it came"): tr("found in the network's list after a lost answer") if job.is_adopted else "",
    }
    corrections = len(job.entries) - 1
    if corrections > 0:
        found[Phrase("Corrections")] = trn("{n} later entry", "{n} later entries", corrections)
    return {name: value for name, value in found.items() if value}


def _payment(job: JobDetail, *, may_come: bool) -> str:
    """What was set aside for a job that ended without a result stays the customer's, unless it was released."""
    status = shown(PAYMENT.get(job.payment, job.payment))
    if may_come or job.credited or job.payment != "escrowed":
        return status
    return tr("set aside when it came; not for us, as there was no result")


def _recent(job: JobDetail) -> RecentJob:
    assert job.outcome is not None and job.finished_at is not None
    return RecentJob(
        job.job_id, job.model, job.outcome, job.reason, job.finished_at, job.tokens, job.seconds, job.credited,
        job.customer,
    )  # fmt: skip
