"""From the settings to what the services take: manners and comfort."""

from __future__ import annotations

from desktop_app.domain.comfort import Ceilings, Comfort
from desktop_app.domain.presence import Kind, Manner, Manners
from desktop_app.domain.schedule import parse_hours
from desktop_app.system.settings import Settings
from desktop_app.system.settings_rules import listed


def manners(settings: Settings) -> Manners:
    """How far the owner comes first."""
    ignored = frozenset(Kind(name) for name in listed(settings.signals_off))
    return Manners(
        Manner(settings.when_using),
        float(settings.quiet_s),
        float(settings.clear_s),
        float(settings.slow_pause_s),
        ignored,
    )


def comfort(settings: Settings) -> Comfort:
    """How warm, loud and hungry the card may get."""
    hours = settings.quiet_hours
    return Comfort(
        _ceilings(settings.most_temperature_c, settings.most_power_w, settings.most_fan_percent),
        _ceilings(settings.quiet_temperature_c, settings.quiet_power_w, settings.quiet_fan_percent),
        parse_hours(hours, "quiet_hours") if hours else None,
        settings.lower_power_limit,
    )


def _ceilings(heat: int, watts: int, fan: int) -> Ceilings:
    return Ceilings(float(heat) or None, float(watts) or None, float(fan) or None)
