"""How large the history gets in a year: 200,000 paid jobs with receipts, energy, and a reading every ten seconds.

Every row is written by the ports that the program uses. A tenth of the year is written, at the year's own density, and
counted ten times: rows of all tables grow in proportion."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.card import Reading
from desktop_app.domain.energy import JobEnergy, Used
from desktop_app.domain.intents import Intent, IntentKind, IntentState
from desktop_app.domain.jobs import Escrow, JobKey, JournalJob, Outcome, Phase, Terms, Work
from desktop_app.domain.ledger import credit
from desktop_app.provider.ports import Proof
from desktop_app.storage.history import FILE, History

JOBS, READINGS = 200_000, 365 * 8640
SHARE = 10
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
NETWORK, PROVIDER = "https://aitbc.bubuit.net/api", "calm-otter-1234"
MODELS = ("llama3.1:8b-instruct-q4_K_M", "qwen2.5:14b", "mistral:7b")
TIERS = ("", "priority")
PROMPT = "Tell me a story about the sea. " * 20
ANSWER = "Once upon a time there was a ship. " * 40
GIB = 2**30


def measure(folder: Path, share: int = SHARE) -> dict[str, Any]:
    """MB (a million bytes), of the whole year and of its parts."""
    asyncio.run(_write(folder, share))
    size = (folder / FILE).stat().st_size
    with sqlite3.connect(folder / FILE) as file:
        parts = file.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC").fetchall()
    file.close()
    tables = {name: round(bytes_ * share / 1e6, 1) for name, bytes_ in parts if bytes_ * share > 1e6}
    return {"year_mb": round(size * share / 1e6, 1), "written_share": f"1/{share}", "parts_mb": tables}


async def _write(folder: Path, share: int) -> None:
    history, chance = await History.open(folder / FILE), random.Random(7)
    await history._database.alone(lambda conn: conn.execute("PRAGMA synchronous = OFF"))  # no power cut here
    jobs, readings = JOBS // share, READINGS // share
    step = timedelta(days=365) / share / jobs
    customers = ["0x" + format(chance.getrandbits(160), "040x") for _ in range(60)]
    for number in range(jobs):
        await _job(history, chance, BEGAN + number * step, customers[min(int(chance.expovariate(0.1)), 59)])
    for number in range(readings):
        await history.records.add_reading(_reading(chance, BEGAN + timedelta(seconds=10 * number)), chance.random())
    await history.tidy(BEGAN + timedelta(days=1))
    await history.close()


async def _job(history: History, chance: random.Random, at: datetime, customer: str) -> None:
    key = JobKey(NETWORK, PROVIDER, _hex(chance))
    model, tier = chance.choice(MODELS), chance.choice(TIERS)
    amount, end = Decimal(chance.randrange(10**6, 10**8)) / 10**8, at + timedelta(seconds=chance.uniform(2, 60))
    terms = Terms(at, at + timedelta(minutes=15), "escrowed", amount, customer, "0x" + "a" * 40, amount)
    work = Work(ANSWER, model, chance.randrange(500), chance.randrange(20, 900), chance.uniform(1, 60), "stop")
    body = {"result": {"output": ANSWER, "attempt_id": _hex(chance)}}
    escrow = Escrow(key.job_id, "released", customer, "0x" + "a" * 40, amount, amount * Decimal("0.975"), Decimal(0))
    proof = Proof(_hex(chance), key.job_id, body["result"]["attempt_id"], "miner-key-1", _hex(chance) * 4, _hex(chance) * 2, True)
    journal = history.journal
    await journal.record(JournalJob(key, Phase.RECEIVED, at, {"model": model, "prompt": PROMPT}, {"min_vram_gb": 4}))
    await journal.set_terms(key, terms)
    await journal.set_phase(key, Phase.QUEUED, model=model, job_type="inference", tier=tier)
    await journal.set_phase(key, Phase.RUNNING, started_at=at)
    intent = Intent(key, IntentKind.RESULT, body["result"]["attempt_id"], body, end)
    await journal.finish(key, Outcome.COMPLETED, "", work, end, intent)
    await journal.set_intent(key, IntentState.SENDING, sent_at=end, tries=1)
    await journal.close_job(key, IntentState.PROVEN, Outcome.COMPLETED, "", end)
    entry = credit(key, escrow, at=end, model=model, tier=tier, tokens=work.tokens, seconds=work.seconds)
    await history.ledger.book(entry, escrow, proof)
    energy = JobEnergy(Used(chance.uniform(100, 9000), 1.0), Decimal("0.00012345"), Decimal("0.00023456"))
    await history.facts.add_energy(key, end, energy, "EUR")


def _reading(chance: random.Random, at: datetime) -> Reading:
    """All that a desktop card reports."""
    used = chance.uniform(4.0, 11.0) * GIB
    return Reading(
        at, chance.uniform(0, 100), int(used), chance.uniform(35, 80), chance.uniform(20, 320), chance.uniform(0, 90),
        chance.randrange(300, 2700), chance.randrange(405, 10500), 4, memory_ours=int(used * 0.8),
    )  # fmt: skip


def _hex(chance: random.Random) -> str:
    """As uuid4().hex."""
    return format(chance.getrandbits(128), "032x")
