"""What the practice network is started with, and what it tells when it is ready."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FASTEST = 10_000.0
LARGEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class PracticeConfig:
    """`port` 0 = any free one. `jobs` stops the customers after that many, None = never. `speed`: its clock runs
    that many times faster. `as_real`: no long poll, no fast clock, rate limits on. `state`: None = in memory."""

    port: int = 0
    customers: int = 0
    jobs_per_minute: float = 6.0
    jobs: int | None = None
    seed: int = 1
    speed: float = 1.0
    as_real: bool = False
    limits: bool = False
    state: Path | None = None

    @property
    def long_poll(self) -> bool:
        return not self.as_real

    @property
    def limited(self) -> bool:
        return self.limits or self.as_real

    @property
    def pace(self) -> float:
        """The clock's speed in effect."""
        return 1.0 if self.as_real else self.speed


@dataclass(frozen=True, slots=True)
class Ready:
    """Where it listens and what opens it. `url` and `rpc` are base addresses without a path."""

    url: str
    rpc: str
    miner_key: str
    client_token: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb `practice-network`."""
    add = parser.add_argument
    add("--port", type=_number(int, 0, LARGEST_PORT), default=0, help="port on loopback; 0 takes any free one")
    add("--customers", type=_number(int, 0, 1000), default=5, help="how many customers there are (default 5)")
    add("--jobs-per-minute", type=_number(float, 0.01, 60_000), default=6.0, help="jobs they submit (default 6)")
    add("--jobs", type=_number(int, 0, 10_000_000), default=None, help="stop submitting after this many")
    add("--seed", type=int, default=1, help="same seed, same customers and jobs (default 1)")
    add("--speed", type=_number(float, 0.01, FASTEST), default=1.0, help="its clock runs this many times faster")
    add("--as-real", action="store_true", help="exactly as the real coordinator: no long poll, rate limits on, speed 1")
    add("--limits", action="store_true", help="switch the real coordinator's rate limits on")
    add("--state", type=Path, default=None, help="file that keeps everything over a restart; without it, memory")


def config_from(args: argparse.Namespace) -> PracticeConfig:
    """The configuration that the parsed options mean."""
    return PracticeConfig(
        port=args.port, customers=args.customers, jobs_per_minute=args.jobs_per_minute, jobs=args.jobs,
        seed=args.seed, speed=args.speed, as_real=args.as_real, limits=args.limits, state=args.state,
    )


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be from {low:g} to {high:g}")
        return value

    parse.__name__ = kind.__name__  # argparse names the type in its own message
    return parse
