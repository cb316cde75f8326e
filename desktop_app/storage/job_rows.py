"""Rows of `jobs`, `texts` and `outbox` and the domain's words for them, both ways."""

from __future__ import annotations

import json
from decimal import Decimal

from desktop_app.domain.intents import Intent, IntentKind, IntentState
from desktop_app.domain.jobs import JobKey, JournalJob, Outcome, Phase, Terms, Work
from desktop_app.domain.money import as_text
from desktop_app.storage import rows


def terms_values(terms: Terms) -> rows.Values:
    return {
        "requested_at": rows.maybe_micros(terms.requested_at),
        "expires_at": rows.maybe_micros(terms.expires_at),
        "payment_status": terms.payment_status,
        "amount": None if terms.amount is None else as_text(terms.amount),
        "customer": rows.plain(terms.customer),
        "payee": rows.plain(terms.payee),
        "quoted": None if terms.quoted is None else as_text(terms.quoted),
    }


def work_values(work: Work) -> rows.Values:
    return {
        "work_model": rows.plain(work.model),
        "prompt_tokens": work.prompt_tokens,
        "tokens": work.tokens,
        "seconds": work.seconds,
        "finish_reason": rows.plain(work.finish_reason),
        "shut_in": work.shut_in,
    }


def job_values(job: JournalJob) -> rows.Values:
    return {
        "job_id": job.key.job_id,
        "phase": job.phase.value,
        "received_at": rows.micros(job.received_at),
        "constraints": rows.json_text(job.constraints),
        **terms_values(job.terms),
        "job_type": rows.plain(job.job_type),
        "model": rows.plain(job.model),
        "tier": rows.plain(job.tier),
        "adopted": int(job.adopted),
        "started_at": rows.maybe_micros(job.started_at),
        "finished_at": rows.maybe_micros(job.finished_at),
        **work_values(job.work),
        "outcome": job.outcome.value if job.outcome else None,
        **rows.said("reason", job.reason),
    }


def text_values(job: JournalJob) -> rows.Values:
    """What is kept only while the job is open."""
    return {"payload": rows.json_text(job.payload), "text": rows.plain(job.work.text)}


def job_of(row: rows.Row, key: JobKey) -> JournalJob:
    return JournalJob(
        key=key,
        phase=Phase(row["phase"]),
        received_at=rows.moment(row["received_at"]),
        payload=json.loads(row["payload"]),
        constraints=json.loads(row["constraints"]),
        terms=Terms(
            requested_at=rows.maybe_moment(row["requested_at"]),
            expires_at=rows.maybe_moment(row["expires_at"]),
            payment_status=row["payment_status"],
            amount=None if row["amount"] is None else Decimal(row["amount"]),
            customer=row["customer"],
            payee=row["payee"],
            quoted=None if row["quoted"] is None else Decimal(row["quoted"]),
        ),
        job_type=row["job_type"],
        model=row["model"],
        tier=row["tier"],
        adopted=bool(row["adopted"]),
        started_at=rows.maybe_moment(row["started_at"]),
        finished_at=rows.maybe_moment(row["finished_at"]),
        work=Work(
            text=row["text"],
            model=row["work_model"],
            prompt_tokens=row["prompt_tokens"],
            tokens=row["tokens"],
            seconds=row["seconds"],
            finish_reason=row["finish_reason"],
            shut_in=row["shut_in"],
        ),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reason=rows.heard(row, "reason"),
    )


def intent_values(intent: Intent) -> rows.Values:
    return {
        "kind": intent.kind.value,
        "attempt_id": intent.attempt_id,
        "created_at": rows.micros(intent.created_at),
        "state": intent.state.value,
        "sent_at": rows.maybe_micros(intent.sent_at),
        "tries": intent.tries,
        "reads": intent.reads,
        "last_read_at": rows.maybe_micros(intent.last_read_at),
        **rows.said("note", intent.note),
    }


def intent_of(row: rows.Row, key: JobKey) -> Intent:
    return Intent(
        key=key,
        kind=IntentKind(row["kind"]),
        attempt_id=row["attempt_id"],
        body=json.loads(row["body"]),
        created_at=rows.moment(row["created_at"]),
        state=IntentState(row["state"]),
        sent_at=rows.maybe_moment(row["sent_at"]),
        tries=row["tries"],
        reads=row["reads"],
        last_read_at=rows.maybe_moment(row["last_read_at"]),
        note=rows.heard(row, "note"),
    )
