"""What a person reads: aligned columns, numbers with their units, nothing a terminal would obey."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal

from desktop_app.control import money_shapes
from desktop_app.control.shapes import Json
from desktop_app.domain.money import show
from desktop_app.domain.state import PLAY
from desktop_app.domain.times import show_duration

_GIB = 1024**3
_HEADINGS = {
    "client": "by client",
    "model_type": "by model",
    "time_of_day": "by hour of the day (UTC)",
    "day": "by day (UTC)",
    "tier": "by tier",
}


def status(found: Json) -> str:
    jobs, earned = found["jobs"], found["earned"]
    money = f"{_money(earned['today'], earned['unit'])} today, {_money(earned['total'], earned['unit'])} in all"
    rows = [
        ("network", found["network"] + (" (play money)" if found["is_play"] else "")),
        ("provider", found["provider_id"]),
        ("gpu", found["gpu"] or f"none: {found['gpu_note'] or 'not reported'}"),
        ("runtime", " - ".join(filter(None, (found["runtime"], found["runtime_note"])))),
        ("models", ", ".join(found["models"]) or "none"),
        ("jobs", f"{jobs['running']} running, {jobs['queued']} waiting, {jobs['outbox']} to deliver, "
                 f"{jobs['completed']} done, {jobs['failed']} handed back"),
        ("earned", money),
        ("running for", show_duration(found["uptime_s"])),
        *(("alert", f"{alert['title']}: {alert['text']}") for alert in found["alerts"] if not alert["cleared_at"]),
        *(("note", note) for note in found["notes"]),
    ]  # fmt: skip
    return "\n".join([headline(found), table(rows)])


def headline(found: Json) -> str:
    return plain(f"{found['state']}: {found['reason']}" if found["reason"] else found["state"])


def jobs(found: Json) -> str:
    if not found["jobs"]:
        return "No job has ended today."
    rows = [("ended", "job", "outcome", "model", "tokens", "time", "credited", "reason")]
    for job in found["jobs"]:
        credited = "-" if job["credited"] is None else _money(job["credited"], found["unit"])
        clock = datetime.fromisoformat(job["finished_at"]).astimezone().strftime("%H:%M:%S")
        rows.append(
            (clock, job["job_id"][:12], job["outcome"], job["model"], str(job["tokens"]), f"{job['seconds']:.1f} s",
             credited, job["reason"])
        )  # fmt: skip
    told = table(rows, right={4, 5, 6})
    return f"{told}\n{found['declining_costs']}" if found["declining_costs"] else told


def models(found: Json) -> str:
    if not found["models"]:
        return "No model is installed."
    rows = [("model", "size", "context", "note")]
    for model in found["models"]:
        size = "-" if model["size_bytes"] is None else f"{model['size_bytes'] / _GIB:.2f} GiB"
        context = "-" if model["context_tokens"] is None else f"{model['context_tokens']} tokens"
        rows.append((model["name"], size, context, model["note"]))
    return table(rows, right={1, 2})


def benchmark(found: Json) -> str:
    rows = [
        ("model", found["model"]),
        ("speed", f"{found['tokens_per_s']:.1f} tokens/s"),
        ("first token", f"{found['first_token_s']:.2f} s"),
        ("measured over", f"{found['tokens']} tokens"),
    ]
    if found.get("prompt_tokens_per_s"):
        rows.append(("prompt", f"{found['prompt_tokens_per_s']:.0f} tokens/s"))
    rows += [(f"{n} at once", f"{speed:.1f} tokens/s") for n, speed in found.get("levels", ())[1:]]
    if "performance_score" in found:
        rows.append(("score", f"{found['performance_score']:.2f} of 1"))
        rows.append(("jobs at once", f"up to {found['max_concurrent_jobs']} are worth it"))
    return table(rows)


def earnings(found: Json) -> str:
    unit = found["unit"]
    rows = [
        ("credited", _money(found["total"], unit)),
        ("gross", _money(found["gross"], unit)),
        ("fee", _money(found["fee"], unit)),
        ("energy", _energy(found, unit)),
        ("net", "unknown" if found["net"] is None else _money(found["net"], unit)),
        ("a day", _money(found["daily_average"], unit)),
        ("jobs", f"{found['jobs']}, {found['unpaid_jobs']} of them unpaid"),
        ("top client", found["top_client"] or "-"),
    ]
    since = f"since {_day(found['since'])}" if found["since"] else "in all"
    parts = [plain(f"Earned on {found['network']} {since}; the network says released."), table(rows)]
    for word, breakdown in found["breakdowns"].items():
        parts += ["", _HEADINGS[word], _breakdown(breakdown, unit)]
    return "\n".join(parts)


def _energy(found: Json, unit: str) -> str:
    paid = ", ".join(_money(cost, currency) for currency, cost in found.get("electricity", {}).items())
    if found["energy"] is None:
        why = "play money does not pay it" if unit == PLAY else "what a token is worth is not set"
        return f"{paid}; {why}" if paid else "unknown, no tariff is set or nothing measured"
    return f"{_money(found['energy'], unit)} ({paid})"


def _breakdown(found: Json, unit: str) -> str:
    if not found:
        return "  nothing yet"
    rows = [("  ", "credited", "jobs", "tokens")]
    for name, sums in found.items():
        rows.append((f"  {name or '(none)'}", _money(sums["total"], unit), str(sums["jobs"]), str(sums["tokens"])))
    return table(rows, right={1, 2, 3})


def doctor(found: Json) -> str:
    lines = []
    for check in found["checks"]:
        lines.append(f"{'ok ' if check['ok'] else 'BAD'}  {check['name']}: {plain(check['says'])}")
        if check["next_step"]:
            lines.append(f"     -> {plain(check['next_step'])}")
    return "\n".join(lines)


def reconciliation(found: Json) -> str:
    lines = (plain(line) for line in money_shapes.lines(found))
    return "\n".join([table(money_shapes.rows(found)), *lines])


def networks(found: Json) -> str:
    rows = [("", "network", "address", "provider", "key", "unit")]
    for n in found["networks"]:
        key = n["key"] or "asked for"
        rows.append(("*" if n["active"] else "", n["name"], n["url"] or "embedded", n["provider_id"], key, n["unit"]))
    return table(rows)


def connection(found: Json) -> str:
    words = {True: "works", False: "FAILS", None: "-"}
    lines = []
    for part in found["parts"]:
        lines.append(f"{words[part['works']]:<6} {part['name']}: {plain(part['says'])}")
        if part["next_step"]:
            lines.append(f"       -> {plain(part['next_step'])}")
    return "\n".join(lines)


def table(rows: Sequence[tuple[str, ...]], right: Collection[int] = ()) -> str:
    """Rows in columns of one width each; those in `right` end on the same place, as numbers should."""
    cells = [tuple(plain(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = []
    for row in cells:
        padded = (c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def plain(text: str) -> str:
    """One line that a terminal only shows: names and reasons come from the network."""
    return "".join(c if c.isprintable() else "?" for c in text)


def _money(text: str, unit: str) -> str:
    return show(Decimal(text), unit)


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
