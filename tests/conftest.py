"""Rules for every test: unannounced log records of warning level fail, long campaigns need --long."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, settings

# How fast inputs are made says something about the machine, nothing about the program.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of the campaigns")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="the long form runs with --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def no_unannounced_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture):
    """A warning or worse in the log fails the test. Marked `logs`, only an error does; `logs("error")` allows all."""
    yield
    marker = request.node.get_closest_marker("logs")
    if marker is not None and "error" in marker.args:
        return
    allowed = logging.ERROR if marker is not None else logging.WARNING
    loud = [r for r in caplog.get_records("call") if r.levelno >= allowed]
    if loud:
        pytest.fail("unannounced log records: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in loud[:5]))
