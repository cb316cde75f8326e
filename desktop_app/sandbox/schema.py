"""The tables of the practice network's state file. Amounts are decimal texts, times naive UTC texts that sort."""

from __future__ import annotations

from typing import Final

VERSION: Final = 1

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE miners (
    id TEXT PRIMARY KEY, capabilities TEXT NOT NULL, concurrency INTEGER NOT NULL, region TEXT,
    status TEXT NOT NULL, inflight INTEGER NOT NULL, metadata TEXT NOT NULL DEFAULT '{}',
    session_token TEXT NOT NULL, heartbeat_at TEXT NOT NULL,
    completed INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, mean_ms REAL NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, client TEXT NOT NULL, state TEXT NOT NULL,
    kind TEXT NOT NULL, payload TEXT NOT NULL, constraints TEXT NOT NULL, result TEXT, error TEXT,
    miner TEXT, requested_at TEXT NOT NULL, expires_at TEXT NOT NULL, started_at TEXT, finished_at TEXT,
    payment_id TEXT, payment_status TEXT, zk_status TEXT, tee_status TEXT, tee_attestation_id TEXT, reinvest TEXT
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, seq);
CREATE INDEX jobs_by_miner ON jobs (miner, seq);
CREATE INDEX jobs_by_client ON jobs (client, seq);

CREATE TABLE payments (
    job TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, amount TEXT NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, buyer TEXT, provider TEXT, created_at TEXT NOT NULL, released_at TEXT, refunded_at TEXT
) STRICT;

CREATE TABLE escrows (
    job TEXT PRIMARY KEY, contract TEXT NOT NULL, state TEXT NOT NULL, buyer TEXT NOT NULL, provider TEXT NOT NULL,
    payment TEXT NOT NULL, locked TEXT NOT NULL, released TEXT NOT NULL DEFAULT '0',
    refunded TEXT NOT NULL DEFAULT '0', created_at TEXT NOT NULL, released_at TEXT, refunded_at TEXT,
    refund_tx TEXT, settled_by TEXT
) STRICT;

CREATE TABLE receipts (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL, issued_at TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_job ON receipts (job, seq);

CREATE TABLE standing (
    agent TEXT PRIMARY KEY, trust REAL NOT NULL, rating REAL NOT NULL, completed INTEGER NOT NULL,
    failed INTEGER NOT NULL, mean_ms REAL NOT NULL, earned TEXT NOT NULL, last_at TEXT NOT NULL, recent TEXT NOT NULL
) STRICT;

CREATE TABLE hardware_offers (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL
) STRICT;

CREATE TABLE software_offers (plugin TEXT PRIMARY KEY, status TEXT NOT NULL, body TEXT NOT NULL) STRICT;

-- Extension: what the synthetic customers expect of their jobs. Read by tests, never told to workers.
CREATE TABLE orders (
    number INTEGER PRIMARY KEY, job TEXT NOT NULL UNIQUE, customer INTEGER NOT NULL, tier TEXT NOT NULL,
    expectation TEXT NOT NULL, cancel_at TEXT
) STRICT;
"""
