"""Payments and the chain's escrows (sections 7 and 8). Amounts are exact Decimals; nothing is rounded on the way."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import uuid
from decimal import Decimal
from typing import Final

from desktop_app.domain.money import as_text, quantize, total
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.store import Store
from desktop_app.wire.escrow import EscrowView
from desktop_app.wire.jobs import PaymentView, SubmitRequest

FEE: Final = Decimal("0.025")
LEAST: Final = Decimal("0.01")
MOST: Final = Decimal(1_000_000)
CURRENCIES: Final = frozenset({"AITBC", "BTC", "ETH", "USDT"})
ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}|(ait1|aitbc1)[0-9a-z]{1,90}")


class Money:
    def __init__(self, store: Store, clock: Clock, default_provider: str) -> None:
        self._store = store
        self._clock = clock
        self._default_provider = default_provider

    def open(self, job: str, request: SubmitRequest) -> tuple[str | None, str | None]:
        """The new job's (payment_id, payment_status); locks the escrow where one is due."""
        amount = request.payment_amount
        if amount is None or amount < 0:
            return None, None
        if amount < LEAST or request.payment_currency not in CURRENCIES:
            return None, "skipped"
        status = self._lock(job, amount, request)
        payment, now = uuid.uuid4().hex, self._now()
        self._store.run(
            "INSERT INTO payments (job, id, amount, currency, status, buyer, provider, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            job, payment, as_text(quantize(amount)), request.payment_currency, status,
            request.buyer_address, request.provider_address, now,
        )
        return payment, status

    def _lock(self, job: str, amount: Decimal, request: SubmitRequest) -> str:
        if request.payment_currency != "AITBC":
            return "failed" if request.payment_currency == "BTC" else "pending"
        buyer, provider = request.buyer_address, request.provider_address or self._default_provider
        if buyer is None or not ADDRESS.fullmatch(buyer) or not ADDRESS.fullmatch(provider):
            return "pending"
        exact = quantize(amount)
        contract = "escrow_" + hashlib.sha256(f"{buyer}:{provider}:{job}".encode()).hexdigest()[:16]
        self._store.run(
            "INSERT INTO escrows (job, contract, state, buyer, provider, payment, locked, created_at)"
            " VALUES (?, ?, 'created', ?, ?, ?, ?, ?)",
            job, contract, buyer, provider, as_text(exact), str(exact * (1 + FEE)), self._now(),
        )
        return "escrowed"

    def status(self, job: str) -> str | None:
        row = self._store.one("SELECT status FROM payments WHERE job = ?", job)
        return row["status"] if row else None

    def amount(self, job: str) -> Decimal | None:
        row = self._store.one("SELECT amount FROM payments WHERE job = ?", job)
        return Decimal(row["amount"]) if row else None

    def release(self, job: str, settled_by: str | None) -> bool:
        """Escrow to the provider, less the fee; False when nothing is escrowed. `settled_by`: the miner whose
        result caused it, for the books only."""
        escrow = self._settle(job, "released")
        if escrow is None:
            return False
        now, payment = self._now(), Decimal(escrow["payment"])
        self._store.run(
            "UPDATE escrows SET state = 'released', released = ?, released_at = ?, settled_by = ? WHERE job = ?",
            str(quantize(payment) * (1 - FEE)), now, settled_by, job,
        )
        self._store.run("UPDATE payments SET released_at = ? WHERE job = ?", now, job)
        self._store.run("UPDATE jobs SET payment_status = 'released' WHERE id = ?", job)
        return True

    def refund(self, job: str) -> bool:
        """Escrow back to the buyer. The job's own payment_status stays as it was (section 6)."""
        escrow = self._settle(job, "refunded")
        if escrow is None:
            return False
        now = self._now()
        tx = "0x" + hashlib.sha256(f"{job}:{now}".encode()).hexdigest()
        self._store.run(
            "UPDATE escrows SET state = 'refunded', refunded = locked, refunded_at = ?, refund_tx = ? WHERE job = ?",
            now, tx, job,
        )
        self._store.run("UPDATE payments SET refunded_at = ? WHERE job = ?", now, job)
        return True

    def _settle(self, job: str, status: str) -> sqlite3.Row | None:
        if not self._store.run("UPDATE payments SET status = ? WHERE job = ? AND status = 'escrowed'", status, job):
            return None
        return self._store.one("SELECT * FROM escrows WHERE job = ?", job)

    def payment(self, job: str) -> PaymentView | None:
        row = self._store.one("SELECT * FROM payments WHERE job = ?", job)
        if row is None:
            return None
        return PaymentView(
            payment_id=row["id"], job_id=job, amount=quantize(Decimal(row["amount"])), currency=row["currency"],
            status=row["status"], buyer_address=row["buyer"], provider_address=row["provider"],
            created_at=row["created_at"], released_at=row["released_at"], refunded_at=row["refunded_at"],
        )

    def escrow(self, job: str) -> EscrowView | None:
        row = self._store.one("SELECT * FROM escrows WHERE job = ?", job)
        if row is None:
            return None
        return EscrowView(
            job_id=job, contract_id=row["contract"], state=row["state"], buyer=row["buyer"], provider=row["provider"],
            amount=Decimal(row["locked"]), released_amount=Decimal(row["released"]),
            refunded_amount=Decimal(row["refunded"]), created_at=row["created_at"],
            released_at=row["released_at"], refunded_at=row["refunded_at"], refund_tx_hash=row["refund_tx"],
        )

    def released_to(self, address: str) -> Decimal | None:
        """Everything that escrows released to this address; None for one that no escrow names."""
        rows = self._store.all("SELECT released FROM escrows WHERE lower(provider) = lower(?)", address)
        return total([Decimal(row["released"]) for row in rows]) if rows else None

    def _now(self) -> str:
        return stamp(self._clock.now())
