"""The history: one SQLite file with the journal, the outbox, the ledger and the readings.

Only importer of sqlite_utils."""
