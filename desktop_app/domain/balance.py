"""How many jobs run at once: what the owner asks of it. Source: the provider guide, "Load Balancing"."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.phrases import Phrase

STRATEGIES = ("adaptive", "fixed")
METRICS = ("gpu_utilization", "memory_usage", "job_completion_time")
TARGETS = ("throughput", "latency", "efficiency")


@dataclass(frozen=True, slots=True)
class Balance:
    """`adaptive`: the number follows `metrics` so that `target` is best; else it stays as it is."""

    adaptive: bool = True
    metrics: tuple[str, ...] = METRICS
    target: str = "throughput"


def parse(
    strategy: object = "adaptive", metrics: object = METRICS, optimization_target: object = "throughput"
) -> Balance:
    """The guide's arguments; ValueError names the field and what is allowed."""
    if strategy not in STRATEGIES:
        raise ValueError(Phrase("strategy must be one of {strategies}", strategies=", ".join(STRATEGIES)))
    if not isinstance(metrics, list | tuple) or not metrics or any(m not in METRICS for m in metrics):
        raise ValueError(Phrase("metrics must be a list of {metrics}", metrics=", ".join(METRICS)))
    if optimization_target not in TARGETS:
        raise ValueError(Phrase("optimization_target must be one of {targets}", targets=", ".join(TARGETS)))
    return Balance(strategy == "adaptive", tuple(dict.fromkeys(metrics)), str(optimization_target))
