"""Rows of `ledger`, `escrows` and `proofs` and the domain's words for them."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from desktop_app.domain.jobs import Escrow, JobKey
from desktop_app.domain.ledger import Entry, EntryKind
from desktop_app.domain.money import as_text
from desktop_app.provider.ports import Proof
from desktop_app.storage import rows


def _prefix(network: str, provider_id: str) -> str:
    """What the keys of all entries of one book begin with; it is left out of the file."""
    return f"{network}:{provider_id}:"


def _short(entry: Entry) -> str:
    """An entry's key without what stands beside it: its book and its job."""
    prefix, job = _prefix(entry.job.network, entry.job.provider_id), f"{entry.job.job_id}:"
    source, _, rest = entry.text_key.removeprefix(prefix).partition(":")
    if not entry.text_key.startswith(prefix) or not rest.startswith(job):
        raise ValueError("an entry's key is its network, provider id, source, job, kind and number")
    return f"{source}:{rest.removeprefix(job)}"


def _key(row: rows.Row, network: str, provider_id: str) -> str:
    source, _, rest = row["short_key"].partition(":")
    return f"{_prefix(network, provider_id)}{source}:{row['job_id']}:{rest}"


def entry_values(entry: Entry) -> rows.Values:
    return {
        "short_key": _short(entry),
        "job_id": entry.job.job_id,
        "kind": entry.kind.value,
        "at": rows.micros(entry.at),
        "gross": as_text(entry.gross),
        "credited": as_text(entry.credited),
        "fee": as_text(entry.fee),
        "customer": rows.plain(entry.customer),
        "model": rows.plain(entry.model),
        "tier": rows.plain(entry.tier),
        "jobs": entry.jobs,
        "unpaid_jobs": entry.unpaid_jobs,
        "tokens": entry.tokens,
        "seconds": entry.seconds,
    }


def entry_of(row: rows.Row, network: str, provider_id: str) -> Entry:
    return Entry(
        text_key=_key(row, network, provider_id),
        job=JobKey(network, provider_id, row["job_id"]),
        kind=EntryKind(row["kind"]),
        at=rows.moment(row["at"]),
        gross=Decimal(row["gross"]),
        credited=Decimal(row["credited"]),
        fee=Decimal(row["fee"]),
        customer=row["customer"],
        model=row["model"],
        tier=row["tier"],
        jobs=row["jobs"],
        unpaid_jobs=row["unpaid_jobs"],
        tokens=row["tokens"],
        seconds=row["seconds"],
    )


def escrow_values(conn: sqlite3.Connection, escrow: Escrow) -> rows.Values:
    return {
        "job_id": escrow.job_id,
        "state": rows.plain(escrow.state),
        "buyer": _address(conn, rows.plain(escrow.buyer)),
        "provider": _address(conn, rows.plain(escrow.provider)),
        "amount": as_text(escrow.amount),
        "released": as_text(escrow.released),
        "refunded": as_text(escrow.refunded),
    }


def _address(conn: sqlite3.Connection, text: str) -> int:
    """The number of an address, which would else stand in every escrow again."""
    rows.insert(conn, "addresses", {"text": text})
    return int(conn.execute("SELECT id FROM addresses WHERE text = ?", (text,)).fetchone()[0])


def proof_values(proof: Proof) -> rows.Values:
    return {
        "receipt_id": rows.plain(proof.receipt_id),
        "attempt_id": None if proof.attempt_id is None else rows.plain(proof.attempt_id),
        "key_id": rows.plain(proof.key_id),
        "signature": rows.plain(proof.signature),
        "digest": bytes.fromhex(proof.digest),
        "verified": int(proof.verified),
    }
