"""Gross, fee, credited, energy and net, as large figures and as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop_app.domain.browsing import Stack, combined
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import quantize, show, total
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.figures import Figure, lay_out

PARTS_HEADS = (
    "",
    Phrase("Jobs"),
    Phrase("Gross"),
    Phrase("Network's fee"),
    Phrase("Credited"),
    Phrase("Electricity"),
    Phrase("Net"),
)
MEASURED = Phrase("Electricity and net as far as electricity was measured and priced; what was not is not in them.")
NO_TARIFF = Phrase("Electricity and net come with a tariff and a token rate in the settings.")


class SumFigures(QWidget):
    """What came in over what it costs to earn it."""

    def __init__(self) -> None:
        super().__init__()
        self.credited, self.gross, self.fee = (
            Figure(tr("credited")),
            Figure(tr("paid by customers")),
            Figure(tr("network's fee")),
        )
        self.energy, self.net, self.jobs = Figure(tr("electricity")), Figure(tr("net")), Figure(tr("jobs"))
        lay_out((self.credited, self.gross, self.fee, self.energy, self.net, self.jobs), 3, self)

    def show_sums(self, whole: Totals, energies: Sequence[Decimal | None], unit: str, *, is_play: bool) -> None:
        """`energies` of the bars."""
        mark = tr(", play money") if is_play else ""
        self.credited.put(show(whole.credited, unit), tr("credited{mark}", mark=mark))
        self.credited.setToolTip(
            tr("{credited} {unit}, as the network says it released", credited=measures.exact(whole.credited), unit=unit)
        )
        self.gross.put(show(whole.gross, unit))
        self.fee.put(show(whole.fee, unit))
        known = energy_of(energies)
        self.energy.put("–" if known is None else show(known, unit))
        self.net.put("–" if known is None else show(whole.credited - known, unit))
        for figure in (self.energy, self.net):
            figure.setToolTip(shown(NO_TARIFF if known is None else MEASURED))
        unpaid = measures.number(whole.unpaid_jobs) if whole.unpaid_jobs else ""
        self.jobs.put(
            measures.number(whole.jobs), tr("jobs, {count} unpaid", count=unpaid) if unpaid else tr("jobs")
        )


def energy_of(energies: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [energy for energy in energies if energy is not None]
    return total(known) if known else None


def bar_rows(stacks: Sequence[Stack], labels: Sequence[str]) -> list[tuple[str, ...]]:
    """One row a bar that has a job."""
    sums = [(label, combined(stack.parts), stack.energy) for label, stack in zip(labels, stacks, strict=True)]
    return [_row(label, whole, energy) for label, whole, energy in sums if whole.jobs or whole.credited]


def sum_row(name: str, stacks: Sequence[Stack]) -> tuple[str, ...]:
    """All of them together."""
    whole = combined({str(n): combined(stack.parts) for n, stack in enumerate(stacks)})
    return _row(name, whole, energy_of([stack.energy for stack in stacks]))


def part_rows(stacks: Sequence[Stack], names: Sequence[str]) -> list[tuple[str, ...]]:
    """One row a part, over all bars; electricity is not known by part."""
    return [
        _row(words.clip(name, 60), combined({str(n): s.parts[name] for n, s in enumerate(stacks) if name in s.parts}))
        for name in names
    ]


def _row(name: str, whole: Totals, energy: Decimal | None = None) -> tuple[str, ...]:
    amounts = (whole.gross, whole.fee, whole.credited, energy, None if energy is None else whole.credited - energy)
    return name, measures.number(whole.jobs), *("–" if amount is None else exactly(amount) for amount in amounts)


def exactly(amount: Decimal) -> str:
    """With eight places, or with all of them where the network releases smaller parts: a table is never rounded."""
    return show(amount, places=8) if amount == quantize(amount) else Number(f"{amount:,f}".rstrip("0"))
