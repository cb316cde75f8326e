"""Troubleshooting by symptom, as in the provider guide: what a symptom may come from, with the live answer to each.

Source: the provider guide, "Troubleshooting": low utilisation, high job failure rate, reputation issues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.answers import Reputation
from desktop_app.domain.ladder import Fix, Light, Rung
from desktop_app.domain.phrases import Number, Phrase, Several, together

_FIGURES = re.compile(r"\d[\d.,]*")
_USUAL_FAILURES = 0.1
"""The share of failed jobs above which the guide's own alert speaks."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing to look at, how it stands now, and where it is mended."""

    light: Light
    sentence: str
    fix: Fix = Fix.NONE


@dataclass(frozen=True, slots=True)
class Symptom:
    """What an owner notices, and what it may come from."""

    title: str
    causes: tuple[Cause, ...]


def symptoms(
    rungs: Sequence[Rung], reputation: Reputation | None, alerts: int, failures: Sequence[str] = ()
) -> tuple[Symptom, ...]:
    """`alerts` is how many stand now, `failures` why the last jobs failed or went back, newest first."""
    by_key = {rung.key: rung for rung in rungs}
    few = _those(by_key, "online", "registered", "offer", "gate", "models", "price", "reputation")
    failed = _failures(reputation, failures)
    failing = [failed, _alerts(alerts), *_those(by_key, "models")]
    rated = [_rating(reputation), failed, *_those(by_key, "price")]
    return (
        Symptom(Phrase("Few jobs, or none"), tuple(few)),
        Symptom(Phrase("Many jobs fail"), tuple(failing)),
        Symptom(Phrase("The reputation is low or falls"), tuple(rated)),
    )


def _those(by_key: Mapping[str, Rung], *keys: str) -> list[Cause]:
    rungs = [by_key[key] for key in keys if key in by_key]
    return [Cause(rung.light, together(rung.title, rung.sentence, by=": "), rung.fix) for rung in rungs]


def _failures(found: Reputation | None, reasons: Sequence[str]) -> Cause:
    own = found.own if found else None
    if own is None or own.success_rate is None:
        return Cause(Light.GOOD, Phrase("Jobs that failed: none has ended yet."))
    share = 1 - own.success_rate
    told = Phrase(
        "Jobs that failed: {failed} of {all} ({share}).",
        failed=own.failed, all=own.completed + own.failed, share=Number(f"{share:.1%}"),
    )  # fmt: skip
    if share <= _USUAL_FAILURES:
        return Cause(Light.GOOD, told)
    if reasons:
        told = together(told, Phrase("Most often of late: {reason}", reason=most_often(reasons)))
    return Cause(Light.BAD, told, Fix.JOBS)


def most_often(reasons: Sequence[str]) -> str:
    """The newest of the most frequent kind of reason; two that differ in figures alone are of one kind."""
    kinds = [_FIGURES.sub("#", reason) for reason in reasons]
    most = max(kinds, key=kinds.count)
    return next(reason for reason, kind in zip(reasons, kinds, strict=True) if kind == most)


def _alerts(standing: int) -> Cause:
    if standing:
        told = Several("The machine: {n} alert to look at.", "The machine: {n} alerts to look at.", standing)
        return Cause(Light.BAD, told, Fix.ALERTS)
    return Cause(Light.GOOD, Phrase("The machine: the card, its temperature, memory and disk are well."))


def _rating(found: Reputation | None) -> Cause:
    if found is None or found.overall_score is None:
        return Cause(Light.GOOD, Phrase("Rating: the network tells none yet; everybody begins in the middle."))
    light = Light.GOOD if found.overall_score >= 500 else Light.DOUBT
    score = f"{found.overall_score:.0f}"
    return Cause(light, Phrase("Rating: {score} of 1000 ({level}).", score=score, level=found.level), Fix.REPUTATION)
