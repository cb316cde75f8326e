"""The twelfth step: what the gate said is kept as other sentences are (`schema_said`). NULL for all from before."""

SCRIPT = """
ALTER TABLE gate_events ADD COLUMN reason_said TEXT;
"""
