"""What the owner's own quality checker is told of a job, and what its answer means.

The built-in check (domain.quality) always decides first: what it refuses is never delivered, whatever the owner's
checker says. The owner's checker can refuse more. One that raises, takes too long or answers nonsense refuses nothing:
the built-in check's yes stands, the job is delivered, and the owner is told. Source: the provider guide, "Quality
Assurance"."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.decline import Decline
from desktop_app.domain.jobs import Work
from desktop_app.domain.phrases import Phrase

REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class JobResult:
    """The facts of one generation. Times in seconds, `error_rate` is the share (0 to 1) of tries of this job on the
    runtime that failed, `timeout` the time limit that the job had here."""

    job_id: str
    model: str
    text: str
    tokens: int
    prompt_tokens: int
    completion_time: float
    timeout: float
    error_rate: float
    finish_reason: str


class BadAnswer(ValueError):
    """The checker's answer is neither a yes or no nor one of these with a reason."""


def facts(job_id: str, work: Work, timeout: float, retries: int) -> JobResult:
    """The facts of a finished generation that took `retries` failed tries before the last one."""
    return JobResult(
        job_id, work.model, work.text, work.tokens, work.prompt_tokens, work.seconds, timeout,
        retries / (retries + 1), work.finish_reason,
    )  # fmt: skip


def verdict(answer: object) -> Decline | None:
    """What the checker's answer means: True or (True, reason) deliver, False or (False, reason) hand back."""
    match answer:
        case bool(good):
            reason = ""
        case (bool(good), str(reason)) if isinstance(answer, tuple | list):
            pass
        case _:
            raise BadAnswer(Phrase("a quality checker must answer True or False, or (True or False, a reason)"))
    if good:
        return None
    plain = "".join(c if c.isprintable() else " " for c in reason[:REASON_LENGTH]).strip()
    told = Phrase("The provider's own quality check refused the result: {why}.", why=plain or Phrase("no reason given"))
    return Decline("quality", told)
