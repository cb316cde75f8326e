"""The seventh step: texts that are to be dropped are found without a look at every job ever. (The eighth gives them a
table of their own.)"""

SCRIPT = """
CREATE INDEX jobs_texts ON jobs (finished_at) WHERE phase = 'closed' AND (payload <> '{}' OR text <> '');
"""
