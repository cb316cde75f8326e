"""What the state reads like, for tray and window alike. Plain text in, plain text out."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from desktop_app.domain.browsing import Stack, combined
from desktop_app.domain.calendar_words import DAYS
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.money import show
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState, RecentJob, RunningJob, Status
from desktop_app.ui import measures
from desktop_app.ui.translated import shown, tr, trn

APP_NAME = "AITBC Provider"
PLAY_BADGE = Phrase("Practice network · play money")
TOOLTIP_LIMIT = 127
"""Characters that Windows shows of a tooltip."""

TITLES = {
    Status.OFFERING: Phrase("Offering"),
    Status.BUSY: Phrase("Busy"),
    Status.YIELDING: Phrase("Yielding to you"),
    Status.PAUSED: Phrase("Paused"),
    Status.WAITING: Phrase("Waiting"),
    Status.PROBLEM: Phrase("Problem"),
}

_RESULTS = {
    Outcome.COMPLETED: Phrase("Completed"),
    Outcome.FAILED: Phrase("Failed"),
    Outcome.CANCELED: Phrase("Canceled by the customer"),
    Outcome.EXPIRED: Phrase("Deadline passed"),
    Outcome.UNDELIVERED: Phrase("Not delivered"),
}


def starting(now: datetime | None = None) -> AppState:
    """What is shown before the program knows anything."""
    return AppState(Status.WAITING, Phrase("Starting…"), now or datetime.now(UTC))


def status_line(state: AppState, limit: int = 60) -> str:
    """State and reason in one line of at most `limit` characters."""
    title = shown(TITLES[state.status])
    return clip(f"{title}: {shown(state.reason)}" if state.reason else title, limit)


def earned_today(state: AppState) -> str:
    """ "Earned today: 0.0240 AITBC", marked when it is play money; "" before it is known on which network."""
    if not state.network.name:
        return ""
    mark = tr(" (play money)") if state.network.is_play else ""
    return tr("Earned today: {amount}{mark}", amount=shown(show(state.earned_today, state.unit)), mark=mark)


def money_unit(state: AppState) -> str:
    """The unit of the network's money, marked when it is play money."""
    return tr("{unit}, play money", unit=state.unit) if state.network.is_play else state.unit


def tooltip(state: AppState) -> str:
    """State, reason, earnings: three lines that fit a Windows tooltip. The reason is cut first."""
    title, earned = f"{APP_NAME} · {shown(TITLES[state.status])}", earned_today(state)
    reason = clip(state.reason, max(8, TOOLTIP_LIMIT - len(title) - len(earned) - 2))
    return safe("\n".join(line for line in (title, reason, earned) if line))


def next_step(state: AppState, now: datetime) -> str:
    """One sentence on what happens next, or "" when the reason says it all."""
    if state.status is Status.PAUSED:
        if state.paused_until is None:
            return tr("Press Resume to go on.")
        return tr(
            "Work goes on by itself {when}; press Resume to go on now.", when=at_time(state.paused_until, now)
        )
    return {
        Status.OFFERING: tr("The next job that fits is taken by itself."),
        Status.YIELDING: tr("Work goes on by itself when you leave the machine."),
        Status.PROBLEM: tr("Nothing is earned until this is mended."),
    }.get(state.status, "")


def no_jobs(state: AppState) -> str:
    """The sentence in place of an empty table."""
    if state.status in (Status.OFFERING, Status.BUSY):
        return tr("No job has ended today yet. Each one is listed here with its result and what it earned.")
    return tr("No job has ended today. Jobs come in once the state above is Offering.")


def nothing_runs(state: AppState) -> str:
    """The sentence in place of running jobs."""
    return (
        tr("No job is running; {jobs} in the queue.", jobs=jobs(state.queued))
        if state.queued
        else tr("No job is running.")
    )


def job_line(job: RunningJob) -> str:
    """A running job in one line."""
    return " · ".join(part for part in (job.model, tokens_of(job), speed(job.tokens_per_s)) if part)


def running_line(state: AppState) -> str:
    """What runs, in one line: the job, or how many; "" when nothing does."""
    if len(state.running) <= 1:
        return clip(job_line(state.running[0]), 60) if state.running else ""
    together = sum(job.tokens_per_s or 0.0 for job in state.running)
    running = trn("{n} job running", "{n} jobs running", len(state.running))
    return " · ".join(part for part in (running, speed(together or None)) if part)


def tokens_of(job: RunningJob) -> str:
    """Progress with its unit."""
    if job.media_s is not None:
        return tr("{minutes} min of sound or film done", minutes=measures.number(job.media_s / 60, 1))
    if not job.max_tokens:
        return trn("{n} token", "{n} tokens", job.tokens)
    tokens, most = measures.number(job.tokens), measures.number(job.max_tokens)
    return tr("{tokens} of {max_tokens} tokens", tokens=tokens, max_tokens=most)


def speed(tokens_per_s: float | None) -> str:
    """Tokens a second, or "" before the first token."""
    return "" if tokens_per_s is None else tr("{tokens_per_s} tokens/s", tokens_per_s=measures.number(tokens_per_s, 1))


def result(job: RecentJob) -> str:
    """How a job ended, with the reason when it did not end well."""
    word = shown(_RESULTS[job.outcome])
    return f"{word}: {shown(job.reason)}" if job.reason and job.outcome is not Outcome.COMPLETED else word


def credited(job: RecentJob) -> str:
    """The credited amount without its unit, or why there is none."""
    if job.credited is None:
        return tr("not yet") if job.outcome is Outcome.COMPLETED else "–"
    return shown(show(job.credited)) if job.credited != Decimal(0) else tr("unpaid")


def took(seconds: float) -> str:
    """A duration with its unit."""
    if seconds < 60:
        return measures.seconds(seconds)
    return (
        tr("{minutes} min {seconds} s", minutes=int(seconds) // 60, seconds=f"{int(seconds) % 60:02}")
        if seconds < 3600
        else measures.duration(seconds)
    )


def at_time(moment: datetime, now: datetime) -> str:
    """ "at 15:20", with the day when it is not today. Local time."""
    local = moment.astimezone()
    if local.date() == now.astimezone().date():
        return tr("at {time}", time=measures.clock(moment))
    return (
        tr("on {day} at {time}", day=shown(DAYS[local.weekday()]), time=measures.clock(moment))
        if (moment - now).days < 6
        else tr("on {day} at {time}", day=measures.day(moment), time=measures.clock(moment))
    )


def jobs(number: int) -> str:
    """ "1 job", "2 jobs"."""
    return trn("{n} job", "{n} jobs", number)


def sentence(text: str) -> str:
    """What an error says, as a sentence of its own; "" stays."""
    said = shown(text).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def clip(text: str, limit: int) -> str:
    """One line of at most `limit` characters."""
    flat = " ".join(shown(text).split())
    return flat if len(flat) <= limit else flat[: max(1, limit - 1)].rstrip() + "…"


def sentences(*parts: str) -> str:
    """One after the other, each with its full stop."""
    told = [shown(part) for part in parts if part]
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in told)


def safe(text: str) -> str:
    """For places that would read markup (tooltips): what others wrote stays plain text."""
    return text.replace("<", "‹").replace(">", "›").replace("&lt;", "‹")


def until_game_ends(game: str) -> str:
    """The menu's entry while a game runs."""
    return tr("Until {game} ends", game=game) if game else tr("Until the game ends")


def toast(text: str, does: str) -> str:
    """A message without buttons: what one click on it does stands below."""
    return "\n".join((shown(text), tr("Click: {does}", does=does)))


def menu_text(text: str) -> str:
    """For menus, where & would underline a letter."""
    return text.replace("&", "&&")


def bar(stack: Stack, name: str, unit: str) -> str:
    """A bar read out: its time, its sum, its parts."""
    whole = combined(stack.parts)
    head = tr(
        "{name}: {credited} {unit} credited for {jobs}",
        name=name,
        credited=measures.exact(whole.credited),
        unit=unit,
        jobs=jobs(whole.jobs),
    )
    if whole.unpaid_jobs:
        head += tr(", {unpaid_jobs} of them unpaid", unpaid_jobs=measures.number(whole.unpaid_jobs))
    parts = sorted(stack.parts.items(), key=lambda part: -part[1].credited)
    told = "; ".join(f"{clip(part, 40)} {measures.exact(totals.credited)}" for part, totals in parts if totals.credited)
    return f"{head}. {told}".rstrip()
