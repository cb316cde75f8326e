"""The coordinator's records of miners (section 5), with the real one's quirks."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop_app.sandbox.bonds import GOOD, KEY
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.store import Store
from desktop_app.wire import codec
from desktop_app.wire.miners import HeartbeatRequest, RegisterRequest

ONLINE = "ONLINE"
OFFLINE = "OFFLINE"


@dataclass(frozen=True, slots=True)
class Miner:
    """A miner as dispatch sees it. `standing` is its trust score (0 to 1000) or None before any event, `has_bond`
    whether it has an active or locked bond."""

    id: str
    capabilities: Mapping[str, Any]
    metadata: Mapping[str, Any]
    concurrency: int
    region: str | None
    status: str
    inflight: int
    completed: int
    failed: int
    standing: float | None = None
    has_bond: bool = False

    @property
    def has_room(self) -> bool:
        """Concurrency 0 means no limit, a negative one never gets work (section 5)."""
        return self.concurrency == 0 or self.inflight < self.concurrency


class Miners:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def register(self, miner: str, request: RegisterRequest) -> str:
        """Insert or overwrite; inflight becomes 0, status ONLINE. Returns the session token nobody ever checks."""
        token = secrets.token_hex(16)
        self._store.run(
            "INSERT INTO miners (id, capabilities, concurrency, region, status, inflight, session_token, heartbeat_at)"
            " VALUES (?, ?, ?, ?, ?, 0, ?, ?) ON CONFLICT (id) DO UPDATE SET capabilities = excluded.capabilities,"
            " concurrency = excluded.concurrency, region = excluded.region, status = excluded.status, inflight = 0,"
            " session_token = excluded.session_token, heartbeat_at = excluded.heartbeat_at",
            miner, _text(request.capabilities), request.concurrency, request.region, ONLINE, token, self._now(),
        )
        return token

    def heartbeat(self, miner: str, request: HeartbeatRequest) -> bool:
        """Overwrites inflight and metadata wholesale; False when the miner is unknown."""
        return bool(self._store.run(
            "UPDATE miners SET inflight = ?, status = ?, metadata = ?, heartbeat_at = ? WHERE id = ?",
            request.inflight, request.status, _text(request.metadata), self._now(), miner,
        ))

    def deregister(self, miner: str) -> bool:
        """Only sets OFFLINE: a deregistered miner may still poll and gets jobs."""
        return bool(self._store.run("UPDATE miners SET status = ? WHERE id = ?", OFFLINE, miner))

    def handed_out(self, miner: str) -> None:
        self._store.run("UPDATE miners SET inflight = inflight + 1, heartbeat_at = ? WHERE id = ?", self._now(), miner)

    def delivered(self, miner: str, *, well: bool, duration_ms: float) -> None:
        """After a result: inflight falls (floor 0), the running mean of durations moves."""
        self._store.run(
            "UPDATE miners SET inflight = max(0, inflight - 1), completed = completed + ?, failed = failed + ?,"
            " mean_ms = (mean_ms * (completed + failed) + ?) / (completed + failed + 1) WHERE id = ?",
            int(well), int(not well), duration_ms, miner,
        )

    def failed(self, miner: str) -> None:
        """After /fail: inflight stays up (section 5)."""
        self._store.run("UPDATE miners SET failed = failed + 1 WHERE id = ?", miner)

    def get(self, miner: str) -> Miner | None:
        rows = self._read("WHERE miners.id = ?", miner)
        return rows[0] if rows else None

    def online(self) -> list[Miner]:
        """All rows with status exactly ONLINE, however stale (section 5.2)."""
        return self._read("WHERE status = ?", ONLINE)

    def models(self) -> tuple[frozenset[str], ...]:
        """What each miner that is not offline says it can run; for the synthetic customers."""
        offers = (miner.capabilities.get("models") for miner in self._read("WHERE status <> ?", OFFLINE))
        sets = (frozenset(m for m in models if isinstance(m, str)) for models in offers if isinstance(models, list))
        return tuple(models for models in sets if models)

    def _read(self, where: str, *values: object) -> list[Miner]:
        rows = self._store.all(
            "SELECT miners.*, standing.trust, json_extract(meta.value, '$.status') AS bond FROM miners"
            " LEFT JOIN standing ON standing.agent = miners.id"
            f" LEFT JOIN meta ON meta.key = '{KEY}' || miners.id {where}",
            *values,
        )
        return [_miner(row) for row in rows]

    def _now(self) -> str:
        return stamp(self._clock.now())


def _miner(row: sqlite3.Row) -> Miner:
    return Miner(
        row["id"], codec.free_form(msgspec.Raw(row["capabilities"].encode())),
        codec.free_form(msgspec.Raw(row["metadata"].encode())), row["concurrency"], row["region"], row["status"],
        row["inflight"], row["completed"], row["failed"], row["trust"], row["bond"] in GOOD,
    )


def _text(value: object) -> str:
    return codec.encode(value).decode()
