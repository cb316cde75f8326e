"""The JSON of the verbs. Scripts rely on these names: add, never rename. Amounts are decimal strings. Sentences are in
English; `reason_said` has the reason's parts, so that `doctor` can say it in the window's language (domain.phrases)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from desktop_app.domain.card import slowed_by
from desktop_app.domain.decline import COST_OF_DECLINING
from desktop_app.domain.health import Alert
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import as_text
from desktop_app.domain.owner_view import OwnerView
from desktop_app.domain.phrases import written
from desktop_app.domain.state import AppState, GpuView, RecentJob, RunningJob
from desktop_app.domain.statement import BREAKDOWNS, daily_average, needed, top_client
from desktop_app.provider.ports import Earnings, Model

__all__ = ["BREAKDOWNS", "earnings", "jobs", "models", "needed", "status"]

Json = dict[str, Any]


def status(state: AppState, now: datetime, pid: int, version: str) -> Json:
    return {
        "state": state.status.value,
        "reason": state.reason,
        "reason_said": written(state.reason),
        "provider_id": state.provider_id,
        "network": state.network.name,
        "network_url": state.network.url,
        "is_play": state.network.is_play,
        "gpu": state.gpu.name or None,
        "gpu_note": state.gpu.why_none or None,
        "gpu_memory_bytes": state.gpu.memory_bytes,
        "gpu_utilisation": state.gpu.utilisation,
        "gpu_reading": _reading(state.gpu),
        "alerts": [_alert(alert) for alert in state.alerts],
        "network_latency_s": state.latency_s,
        "runtime": state.runtime,
        "runtime_note": state.runtime_note or None,
        "models": list(state.models),
        "jobs": {
            "running": len(state.running),
            "queued": state.queued,
            "completed": state.completed,
            "failed": state.failed,
            "outbox": state.outbox,
        },
        "running": [_running(job) for job in state.running],
        "earned": {"today": as_text(state.earned_today), "total": as_text(state.earned_total), "unit": state.unit},
        "is_paused": state.is_paused,
        "paused_until": _time(state.paused_until),
        "notes": list(state.notes),
        "allowed": list(state.allowed),
        "owner": _owner(state.owner),
        "uptime_s": round((now - state.started_at).total_seconds(), 1),
        "pid": pid,
        "version": version,
    }


def _owner(owner: OwnerView) -> Json:
    signals = [
        {"name": s.kind.value, "title": s.title, "is_on": s.is_on, "is_here": s.is_here, "sources": list(s.sources),
         "why_silent": s.why_silent or None, "blind_spot": s.blind_spot or None}
        for s in owner.signals
    ]  # fmt: skip
    return {
        "stage": owner.stage.name.lower(),
        "game": owner.game or None,
        "is_slowed": owner.is_slowed,
        "yields_in_30_days": asdict(owner.month),
        "signals": signals,
    }


def _reading(card: GpuView) -> Json | None:
    """Null without a newest reading; a value of it is null where the card does not report it."""
    reading = card.reading
    if reading is None:
        return None
    return {
        "at": _time(reading.at), "temperature_c": reading.temperature, "power_w": reading.power,
        "fan_percent": reading.fan, "clock_mhz": reading.clock, "memory_used_bytes": reading.memory_used,
        "memory_ours_bytes": reading.memory_ours, "memory_others_bytes": reading.memory_others,
        "slowed_by": list(slowed_by(reading.throttle)),
    }  # fmt: skip


def _alert(alert: Alert) -> Json:
    return {
        "number": alert.number, "kind": alert.kind.value, "title": alert.title, "text": alert.text,
        "raised_at": _time(alert.raised_at), "cleared_at": _time(alert.cleared_at),
    }  # fmt: skip


def _running(job: RunningJob) -> Json:
    return {
        "job_id": job.job_id,
        "model": job.model,
        "tokens": job.tokens,
        "max_tokens": job.max_tokens,
        "tokens_per_s": job.tokens_per_s,
        "media_s": job.media_s,
        "started_at": _time(job.started_at),
    }


def jobs(found: Iterable[RecentJob], unit: str) -> Json:
    """`declining_costs` says what a job that was handed back costs, when there is one among them."""
    listed = list(found)
    costs = COST_OF_DECLINING if any(job.outcome is Outcome.FAILED for job in listed) else None
    return {"unit": unit, "jobs": [_job(job) for job in listed], "declining_costs": costs}


def _job(job: RecentJob) -> Json:
    return {
        "job_id": job.job_id,
        "model": job.model,
        "outcome": job.outcome.value,
        "reason": job.reason,
        "finished_at": _time(job.finished_at),
        "tokens": job.tokens,
        "seconds": round(job.seconds, 3),
        "credited": None if job.credited is None else as_text(job.credited),
        "energy": None if job.energy is None else as_text(job.energy),
        "net": None if job.net is None else as_text(job.net),
        "customer": job.customer,
    }


def models(found: Iterable[Model]) -> Json:
    listed = [{"name": m.name, "size_bytes": m.size, "context_tokens": m.context, "note": m.note} for m in found]
    return {"models": listed}


def earnings(network: str, found: Earnings, by: Iterable[str], now: datetime) -> Json:
    """`total` is what was credited, before energy; `net` = total − energy. `electricity` is what the jobs' energy cost
    in the tariff's currency, `energy` the same in the network's unit: it and `net` are null without a tariff,
    readings or a rate."""
    totals = found.totals
    return {
        "network": network,
        "unit": found.unit,
        "since": _time(found.since),
        "total": as_text(totals.credited),
        "gross": as_text(totals.gross),
        "fee": as_text(totals.fee),
        "energy": None if found.energy is None else as_text(found.energy),
        "electricity": {currency: as_text(cost) for currency, cost in found.electricity.items()},
        "net": None if found.net is None else as_text(found.net),
        "jobs": totals.jobs,
        "unpaid_jobs": totals.unpaid_jobs,
        "tokens": totals.tokens,
        "daily_average": as_text(daily_average(totals.credited, found.since, found.breakdowns.get("day", {}), now)),
        "top_client": top_client(found.breakdowns.get("customer", {})),
        "breakdowns": {word: _breakdown(found.breakdowns.get(BREAKDOWNS[word], {})) for word in by},
    }


def _breakdown(found: Mapping[str, Totals]) -> Json:
    return {
        name: {
            "total": as_text(totals.credited),
            "gross": as_text(totals.gross),
            "fee": as_text(totals.fee),
            "jobs": totals.jobs,
            "unpaid_jobs": totals.unpaid_jobs,
            "tokens": totals.tokens,
        }
        for name, totals in found.items()
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
