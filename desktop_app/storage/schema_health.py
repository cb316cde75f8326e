"""The third step: alerts, measurements of speed, and readings in less room than before although they say more.

Three million readings a year have to fit: a column that is NULL takes one byte, a whole number below 32768 three.
So readings hold whole numbers: `busy` in thousandths, `utilisation`, `fan` in percent, `temperature` in degrees,
`power` in tenths of a watt, `memory`, `ours` in MiB, clocks in MHz,
`throttle` in NVML's bits, `at` in ms."""

SCRIPT = """
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, action TEXT NOT NULL,
    raised_at INTEGER NOT NULL, cleared_at INTEGER, seen_at INTEGER
) STRICT;
CREATE INDEX alerts_open ON alerts (raised_at) WHERE seen_at IS NULL OR cleared_at IS NULL;

CREATE TABLE measurements (
    card TEXT NOT NULL, driver TEXT NOT NULL, runtime TEXT NOT NULL, model TEXT NOT NULL, size INTEGER NOT NULL,
    at INTEGER NOT NULL, result TEXT NOT NULL,
    PRIMARY KEY (card, driver, runtime, model, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_readings (
    at INTEGER PRIMARY KEY, busy INTEGER NOT NULL, utilisation INTEGER, temperature INTEGER, fan INTEGER,
    power INTEGER, memory INTEGER, ours INTEGER, clock INTEGER, memory_clock INTEGER, throttle INTEGER
) STRICT;
INSERT INTO new_readings (at, busy, utilisation, temperature, power, memory)
    SELECT at, CAST(ROUND(busy * 1000) AS INTEGER), CAST(ROUND(utilisation) AS INTEGER),
           CAST(ROUND(temperature) AS INTEGER), CAST(ROUND(power * 10) AS INTEGER), memory_used / 1048576
    FROM readings;
DROP TABLE readings;
ALTER TABLE new_readings RENAME TO readings;
"""
