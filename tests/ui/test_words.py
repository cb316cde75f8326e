"""What is shown, as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop_app.domain.jobs import Outcome
from desktop_app.domain.state import NetworkView, RunningJob, Status
from desktop_app.ui import words
from tests.ui.fakes import NOW, empty_state, full_state, recent_jobs, running_job


@pytest.mark.parametrize("status", Status)
def test_the_tooltip_tells_state_reason_and_earnings_within_what_windows_shows(status: Status) -> None:
    text = words.tooltip(full_state(status))
    assert len(text) <= words.TOOLTIP_LIMIT
    title, reason, earned = text.splitlines()
    assert words.TITLES[status] in title
    assert reason
    assert earned == "Earned today: 1.2346 AITBC (play money)"


def test_real_money_is_not_called_play_money() -> None:
    hub = NetworkView("hub", "https://hub.example")
    assert words.earned_today(empty_state(earned_today=Decimal("0.5"), network=hub)) == "Earned today: 0.5000 AITBC"
    assert words.earned_today(empty_state()) == "", "nobody knows before there is a network"
    assert words.money_unit(empty_state()) == "AITBC"
    assert "play" in words.money_unit(full_state())


def test_no_state_is_without_a_reason_and_paused_says_until_when() -> None:
    paused = empty_state(Status.PAUSED, is_paused=True)
    assert "Resume" in words.next_step(paused, NOW)
    clock = f"{(NOW + timedelta(hours=1)).astimezone():%H:%M}"
    assert clock in words.next_step(replace(paused, paused_until=NOW + timedelta(hours=1)), NOW)
    assert "on " in words.at_time(NOW + timedelta(days=2), NOW)


def test_running_jobs_in_one_line() -> None:
    assert words.running_line(empty_state()) == ""
    one = empty_state(Status.BUSY, running=(running_job(1, tokens=96),))
    assert words.running_line(one) == "practice-tiny · 296 of 512 tokens · 39.2 tokens/s"
    film = replace(one, running=(RunningJob("job-9", "ffmpeg", 0, 0, NOW, media_s=0.0),))
    assert words.running_line(film) == "ffmpeg · 0.0 min of sound or film done"
    assert words.tokens_of(replace(film.running[0], media_s=754.0)) == "12.6 min of sound or film done"
    assert words.running_line(full_state()) == "2 jobs running · 77.5 tokens/s"
    unstarted = replace(running_job(1), tokens=0, max_tokens=0, tokens_per_s=None)
    assert words.job_line(unstarted) == "practice-tiny · 0 tokens"


def test_results_in_words() -> None:
    said = {job.outcome: words.result(job) for job in recent_jobs(8)}
    assert said[Outcome.COMPLETED] == "Completed"
    assert said[Outcome.FAILED].startswith("Failed: the model")
    assert said[Outcome.CANCELED] == "Canceled by the customer"
    assert said[Outcome.EXPIRED] == "Deadline passed: the deadline left no time"
    assert [words.credited(job) for job in recent_jobs(8)] == [
        "0.0488", "not yet", "–", "0.00000003", "–", "unpaid", "–", "12.5000",
    ]  # fmt: skip


def test_durations_carry_their_unit() -> None:
    assert [words.took(s) for s in (0.04, 59.94, 75, 7260)] == ["0.0 s", "59.9 s", "1 min 15 s", "2 h 1 min"]


def test_what_others_wrote_stays_plain() -> None:
    hostile = empty_state(Status.PROBLEM)
    hostile = replace(hostile, reason="<img src='file:///x'>\n&lt;b&gt;" + "x" * 500)
    assert "<" not in words.tooltip(hostile)
    assert "&lt;" not in words.tooltip(hostile)
    assert len(words.tooltip(hostile)) <= words.TOOLTIP_LIMIT
    assert len(words.status_line(hostile)) <= 60
    assert words.menu_text("R&D") == "R&&D"


def test_empty_states_say_what_happens_next() -> None:
    assert "listed here" in words.no_jobs(empty_state())
    assert "Offering" in words.no_jobs(empty_state(Status.PROBLEM))
    assert words.nothing_runs(empty_state(queued=1)) == "No job is running; 1 job in the queue."
