"""The ninth step: sentences are kept so that they can be said in another language too (`domain/phrases.written`).

The English one stays where it was, for questions in SQL and for whoever looks at the file. The column beside it is
NULL where a text is plain: names, what others said, and everything from before this step."""

SCRIPT = """
ALTER TABLE jobs ADD COLUMN reason_said TEXT;
ALTER TABLE outbox ADD COLUMN note_said TEXT;
ALTER TABLE yields ADD COLUMN reason_said TEXT;
ALTER TABLE alerts ADD COLUMN title_said TEXT;
ALTER TABLE alerts ADD COLUMN text_said TEXT;
ALTER TABLE claims ADD COLUMN sentence_said TEXT;
ALTER TABLE differences ADD COLUMN explanation_said TEXT;
"""
