"""Resource Management: the queue, several jobs at once, health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.domain import balance
from desktop_app.provider.guide.section import Section, mapping


class Resources(Section):
    async def configure_queue(
        self,
        max_queue_size: Any = 20,
        priority_algorithm: Any = "weighted_fair_share",
        preemption_policy: Any = "graceful",
        timeout_handling: Any = "auto_retry",
    ) -> None:
        """How many jobs wait here (the network is told, so that they are really held), in which order they run, and
        whether a runtime that broke is tried again within the job's time. Preemption always keeps the text."""
        await self._lay_down(
            "queue", max_queue_size=max_queue_size, priority_algorithm=priority_algorithm,
            preemption_policy=preemption_policy, timeout_handling=timeout_handling,
        )  # fmt: skip

    async def enable_load_balancing(
        self,
        strategy: Any = "adaptive",
        metrics: Sequence[str] = balance.METRICS,
        optimization_target: Any = "throughput",
    ) -> None:
        """How many jobs run at once follows what is measured under load, until it settles on what does best; another
        model is learned anew. `metrics` are what may object: `gpu_utilization` the card's heat, `memory_usage` its
        memory, `job_completion_time` jobs that would take too long. "fixed" goes back to the owner's number."""
        await self._lay_down(
            "load_balancing", strategy=strategy, metrics=list(metrics) if isinstance(metrics, tuple) else metrics,
            optimization_target=optimization_target,
        )  # fmt: skip

    async def configure_monitoring(
        self, health_checks: Mapping[str, Any] | None = None, alerts: Mapping[str, Any] | None = None
    ) -> None:
        """How often is looked, and from where on an alert is raised; what is not named stays as usual."""
        checks = {} if health_checks is None else mapping("health_checks", health_checks)
        limits = {} if alerts is None else mapping("alerts", alerts)
        await self._lay_down("monitoring", health_checks=checks, alerts=limits)
