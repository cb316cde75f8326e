"""Jobs, intents and entries as the tests of the history need them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from desktop_app.domain.intents import Intent, IntentKind
from desktop_app.domain.jobs import Escrow, JobKey, JournalJob, Phase, Terms, Work
from desktop_app.domain.ledger import Entry, EntryKind, text_key

NETWORK, PROVIDER = "http://127.0.0.1:8011", "provider-1"
NOW = datetime(2026, 11, 22, 13, 37, 42, 123456, tzinfo=UTC)
WORK = Work("the answer", "tiny", 5, 7, 1.5, "stop")


def key(number: int | str = 1) -> JobKey:
    return JobKey(NETWORK, PROVIDER, f"job-{number}")


def job(number: int | str = 1, **changes: object) -> JournalJob:
    fields: dict[str, object] = {
        "key": key(number),
        "phase": Phase.RECEIVED,
        "received_at": NOW,
        "payload": {"model": "tiny", "prompt": "the secret question"},
        "constraints": {"min_vram_gb": 4},
        "terms": Terms(NOW, NOW, "escrowed", Decimal("1.50000000"), "ait1buyer", "ait1me"),
    }
    return JournalJob(**{**fields, **changes})  # type: ignore[arg-type]


def intent(number: int | str = 1, kind: IntentKind = IntentKind.RESULT, attempt: str = "a1") -> Intent:
    return Intent(key(number), kind, attempt, {"result": {"output": "the answer", "attempt_id": attempt}}, NOW)


def escrow(number: int | str = 1, amount: str = "1.5", released: str = "1.4625") -> Escrow:
    return Escrow(f"job-{number}", "released", "ait1buyer", "ait1me", Decimal(amount), Decimal(released), Decimal(0))


def entry(number: int | str = 1, **changes: object) -> Entry:
    fields: dict[str, object] = {
        "text_key": text_key(key(number), "escrow", EntryKind.CREDIT, 0),
        "job": key(number),
        "kind": EntryKind.CREDIT,
        "at": NOW,
        "gross": Decimal("1.5"),
        "credited": Decimal("1.4625"),
        "fee": Decimal("0.0375"),
        "customer": "ait1buyer",
        "model": "tiny",
        "tier": "",
        "tokens": 7,
        "seconds": 1.5,
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]
