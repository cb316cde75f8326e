"""The seventh step: texts that are to be dropped are found without a look at every job ever."""

HAS_TEXTS = "phase = 'closed' AND (payload <> '{}' OR text <> '')"
"""SQLite takes a partial index only for the same words."""
SCRIPT = f"CREATE INDEX jobs_texts ON jobs (finished_at) WHERE {HAS_TEXTS};\n"
