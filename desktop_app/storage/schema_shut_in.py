"""The tenth step: how far what ran a job was shut in (`domain/jobs.Work`). NULL for all from before this step."""

SCRIPT = """
ALTER TABLE jobs ADD COLUMN shut_in INTEGER;
"""
