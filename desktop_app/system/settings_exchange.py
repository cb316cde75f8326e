"""Settings and rules as one JSON text to keep or to take to another computer. No key is in it: keys live in the
keyring. Who we are on a network is only taken over when that is said: two machines under one id take each other's
jobs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop_app.domain.networks import NetworkProfile, readable_id
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.settings import VERSION, Settings, SettingsFile

CheckRule = Callable[[str, Mapping[str, Any]], object]
"""Reads a rule by its name and arguments; ValueError when it cannot be."""


def exported(home: Path) -> dict[str, Any]:
    """All settings and rules of this profile, as JSON takes them."""
    return {"version": VERSION, **asdict(SettingsFile(home).load()), "rules": dict(DecisionsFile(home).load())}


def take_in(home: Path, content: bytes, check_rule: CheckRule, *, same_provider: bool = False) -> tuple[str, ...]:
    """Put exported settings in place of this profile's; sentences about what was left out.

    ValueError with one sentence when they cannot be used; then nothing has changed. `same_provider`: this
    installation goes on as the provider that they came from."""
    file, decisions = SettingsFile(home), DecisionsFile(home)
    mine, kept = file.load(), decisions.load()
    if content_version(content) > VERSION:
        raise ValueError("these settings are from a newer version of this program; install the newest version first")
    raw = file.raw_of(content)
    rules = raw.pop("rules", None)
    if rules is not None:
        _check_rules(rules, check_rule)
    reader = SettingsFile(home)
    wanted = reader.checked(raw)
    notes: tuple[str, ...] = tuple(str(note).replace(str(file.path), "the file") for note in reader.notes)
    wanted = _as_before(wanted, mine) if same_provider else _as_ourselves(wanted, mine)
    file.save(wanted)
    decisions.save(kept if rules is None else rules)
    return notes


def content_version(content: bytes) -> int:
    """ValueError with one sentence when this is no settings file."""
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("this is not a file of settings: it is no JSON") from None
    version = raw.get("version") if isinstance(raw, dict) else None
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ValueError("this is not a file of settings: it tells no version")
    return version


def _check_rules(rules: Any, check_rule: CheckRule) -> None:
    if not isinstance(rules, dict):
        raise ValueError("the rules in this file cannot be read")
    for name, arguments in rules.items():
        try:
            check_rule(name, arguments)
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"the rule {name[:60]!r} in this file cannot be used: {error}") from None


def _as_before(wanted: Settings, mine: Settings) -> Settings:
    return wanted if wanted.provider_id else replace(wanted, provider_id=mine.provider_id)


def _as_ourselves(wanted: Settings, mine: Settings) -> Settings:
    known = {network.name: network for network in mine.networks}
    networks = tuple(_our_id(network, known.get(network.name)) for network in wanted.networks)
    return replace(wanted, provider_id=mine.provider_id, networks=networks)


def _our_id(network: NetworkProfile, known: NetworkProfile | None) -> NetworkProfile:
    if known is not None:
        return replace(network, provider_id=known.provider_id, id_is_final=known.id_is_final)
    return replace(network, provider_id=readable_id(secrets.choice), id_is_final=False)
