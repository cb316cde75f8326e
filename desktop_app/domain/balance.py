"""How many jobs run at once: what the owner asks of it. Source: the provider guide, "Load Balancing"."""

from __future__ import annotations

from dataclasses import dataclass

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
        raise ValueError(f"strategy must be {' or '.join(STRATEGIES)}")
    if not isinstance(metrics, list | tuple) or not metrics or any(m not in METRICS for m in metrics):
        raise ValueError(f"metrics must be a list of {', '.join(METRICS)}")
    if optimization_target not in TARGETS:
        raise ValueError(f"optimization_target must be one of {', '.join(TARGETS)}")
    return Balance(strategy == "adaptive", tuple(dict.fromkeys(metrics)), str(optimization_target))
