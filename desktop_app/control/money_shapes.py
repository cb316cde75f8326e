"""The JSON of `reconcile`, and what a person reads of it. Amounts are decimal strings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop_app.domain.differences import Difference
from desktop_app.domain.money import as_text, show
from desktop_app.domain.reconciling import Report

Json = dict[str, Any]


def report(found: Report, unit: str) -> Json:
    """`checked` of `of` jobs of the last 30 days were looked up on the chain; `fee` is what the network kept."""
    return {
        "unit": unit,
        "at": found.at.isoformat(timespec="seconds"),
        "checked": found.checked,
        "of": found.of,
        "quoted": as_text(found.quoted),
        "escrowed": as_text(found.escrowed),
        "released": as_text(found.released),
        "booked": as_text(found.booked),
        "fee": as_text(found.fee),
        "network_total": _text(found.network_total),
        "network_pending": _text(found.network_pending),
        "network_jobs": found.network_jobs,
        "balance": _text(found.balance),
        "proofs": found.proofs,
        "corrections": found.corrections,
        "differences": [_difference(difference) for difference in found.differences],
        "put_right": [_difference(difference) for difference in found.put_right],
    }


def _difference(found: Difference) -> Json:
    return {
        "job_id": found.job_id or None,
        "kind": found.kind.value,
        "ours": found.ours,
        "theirs": found.theirs,
        "explanation": found.explanation,
        "found_at": found.found_at.isoformat(timespec="seconds") if found.found_at else None,
    }


def rows(found: Json) -> list[tuple[str, str]]:
    """The report as a table for the terminal."""
    unit = found["unit"]
    told = [
        ("looked up", f"{found['checked']} of {found['of']} jobs, {found['proofs']} with a receipt"),
        *((name, _money(found[name], unit)) for name in ("quoted", "escrowed", "released", "booked", "fee")),
        ("network says", f"{_money(found['network_total'], unit)} before fees, {found['network_jobs']} jobs; "
                         f"{_money(found['network_pending'], unit)} still held"),
    ]
    if found["balance"] is not None:
        told.append(("payout address", _money(found["balance"], unit)))
    if found["corrections"]:
        told.append(("corrections", f"{found['corrections']} booked now"))
    return told


def lines(found: Json) -> list[str]:
    """Each difference with its explanation, or that there is none; then those that a correction put right."""
    standing = [_line(difference) for difference in found["differences"]] or ["No differences."]
    return [*standing, *(f"Put right: {_line(difference)}" for difference in found["put_right"])]


def _line(d: Mapping[str, Any]) -> str:
    return f"{d['job_id'] or 'all jobs'}: {d['ours'] or '-'} here, {d['theirs'] or '-'} there. {d['explanation']}"


def _money(text: str | None, unit: str) -> str:
    return "not told" if text is None else show(Decimal(text), unit)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else as_text(amount)
