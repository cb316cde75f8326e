"""The owner's settings: a JSON file with a version. No key and no password is ever in it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.domain import tariff_hours
from desktop_app.domain.energy import Tariff
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.full_disk import disk_full, is_full
from desktop_app.domain.money import parse_amount
from desktop_app.domain.networks import NetworkProfile, readable_id
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private
from desktop_app.system.network_list import read_networks, to_several_networks
from desktop_app.system.setting_aside import keep_copy, set_aside
from desktop_app.system.settings_rules import RULES

FILE = "settings.json"
VERSION = 2
Raw = dict[str, Any]

# From version n to n + 1, on the raw file; the newest version is VERSION.
MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {1: to_several_networks}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner decided. Prices are decimal text in the network's unit, "" means not set.

    `provider_id` is who we are on networks without a profile of their own: the embedded practice network, and one
    that is only named on the command line. `active` is the network to offer on, "" the embedded practice network.
    `electricity_price` is a kWh's in `electricity_currency` ("" = no tariff), `electricity_hours` names other prices by
    hour of the week, in `electricity_zone` ("" = the computer's own); `token_rate` is what one AITBC is worth in that
    currency. `most_at_once` is the most jobs at once that adaptive concurrency may try.
    `largest_result_kib` is what a network's proxy lets through, in KiB of JSON, `texts_kept_days` how long the answers
    of a finished job stay in the history. The ceilings of comfort (`most_*`, and `quiet_*` in the quiet hours) are 0
    where there is none, as are the limits of the model library (`models_*`); `models_hours` are the hours for its
    downloads, "" for any."""

    provider_id: str = ""
    name: str = ""
    networks: tuple[NetworkProfile, ...] = ()
    active: str = ""
    price_per_hour: str = "0.1"
    price_per_job: str = "0.02"
    electricity_price: str = ""
    electricity_currency: str = "EUR"
    electricity_hours: str = ""
    electricity_zone: str = ""
    token_rate: str = ""
    concurrency: int = 1
    most_at_once: int = 8
    unpaid_per_day: int = 20
    underpaid: str = "refuse"
    paid_elsewhere: str = "refuse"
    unproven: str = "unpaid"
    largest_result_kib: int = 900
    texts_kept_days: int = 0
    longest_run_s: int = 600
    runtime_url: str = ""
    model: str = ""
    models_quota_gib: int = 0
    models_mb_per_s: int = 0
    models_hours: str = ""
    models_make_room: bool = False
    transcribe: bool = False
    reencode: bool = False
    region: str = ""
    gpu_uuid: str = ""
    when_using: str = "stop"
    quiet_s: int = 180
    clear_s: int = 60
    signals_off: str = ""
    watch_games: bool = True
    programs: str = ""
    keep_awake: str = "ask"
    stop_hotkey: str = "Ctrl+Alt+End"
    slow_pause_s: int = 15
    wake_for_schedule: bool = False
    updates: bool = True
    most_temperature_c: int = 0
    most_power_w: int = 0
    most_fan_percent: int = 0
    quiet_hours: str = ""
    quiet_temperature_c: int = 0
    quiet_power_w: int = 0
    quiet_fan_percent: int = 0
    lower_power_limit: bool = False
    language: str = ""


def tariff_of(settings: Settings) -> Tariff | None:
    """What electricity costs, None where the owner did not say."""
    if not settings.electricity_price:
        return None
    return Tariff(
        parse_amount(settings.electricity_price),
        settings.electricity_currency.strip(),
        tariff_hours.parse_hours(settings.electricity_hours),
        settings.electricity_zone,
        parse_amount(settings.token_rate) if settings.token_rate else None,
    )


def _is_lost(raw: Raw, settings: Settings, is_old: bool) -> bool:
    """Whether writing `settings` would lose something that the file says."""
    kept = json.loads(json.dumps(asdict(settings)))
    return is_old or any(name != "version" and kept.get(name) != value for name, value in raw.items())


class SettingsFile:
    """`settings.json` in the profile folder. `notes` says in sentences what was wrong with it when it was loaded.

    A file of which anything would be lost (a wrong or unknown setting, an older version) is copied before it is
    written for the first time."""

    def __init__(
        self, home: Path, version: int = VERSION, migrations: Mapping[int, Callable[[Raw], Raw]] = MIGRATIONS
    ) -> None:
        self.path = home / FILE
        self.notes: tuple[str, ...] = ()
        self.is_read_only = False
        self._version, self._migrations = version, migrations
        self._was_looked_at = False
        self._at_stake: bytes | None = None

    def load(self) -> Settings:
        """The settings; a provider id is made up and kept at the first start. ProfileError when nothing can be
        read or written there. A broken file is set aside, one from a newer version is only read."""
        self.notes, self._was_looked_at, self._at_stake = (), True, None
        content = self._read()
        raw = self._understood(content)
        self.is_read_only = raw.get("version", 0) > self._version
        if self.is_read_only:
            self._note(
                Phrase(
                    "{path} is from a newer version: it is used as far as it is known, changes are not kept.",
                    path=self.path,
                )
            )
        settings = self.checked(raw)
        if content is not None and not self.is_read_only and _is_lost(raw, settings, self._is_old(content)):
            self._at_stake = content
        if not settings.provider_id:
            settings = replace(settings, provider_id=readable_id(secrets.choice))
            if not self.is_read_only:
                self.save(settings)
        return settings

    def save(self, settings: Settings) -> None:
        """Write all of it, in one step. ValueError names a setting that cannot be; ProfileError is the disk's."""
        for name, value in asdict(settings).items():
            check, allowed = RULES[name]
            if not check(value):
                raise ValueError(Phrase("{name} must be {allowed}", name=name, allowed=allowed))
        if not self._was_looked_at:
            self.load()
        if self.is_read_only:
            raise ProfileError(
                Phrase("{path} was written by a newer version of this program", path=self.path),
                next_step=Phrase("Install the newest version to change settings"),
                title=Phrase("The settings are from a newer version"),
            )
        text = json.dumps({"version": self._version, **asdict(settings)}, indent=2, ensure_ascii=False)
        try:
            if self._at_stake is not None:
                kept = keep_copy(self.path, self._at_stake)
                self._note(Phrase("The settings as they were are kept in {file}.", file=kept))
            write_private(self.path, text.encode() + b"\n")
            self._at_stake = None
        except OSError as error:
            raise self._unusable(error) from error

    def _read(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from error

    def _understood(self, content: bytes | None) -> Raw:
        """The settings as they stand there, brought up to date; of a broken file nothing."""
        if content is None:
            return {"version": self._version}
        try:
            return self.raw_of(content)
        except ValueError:
            self._set_aside()
            return {"version": self._version}

    def raw_of(self, content: bytes) -> Raw:
        """What a settings file with this content says, brought up to date; ValueError when it is none."""
        try:
            raw = json.loads(content)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        version = raw.get("version") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise ValueError("not a settings file")
        try:
            return self._migrated(raw)
        except (TypeError, AttributeError, LookupError) as error:
            raise ValueError(f"version {version} cannot be brought up to date") from error

    def _is_old(self, content: bytes) -> bool:
        try:
            return bool(json.loads(content)["version"] < self._version)
        except (ValueError, RecursionError, TypeError, LookupError):
            return False

    def _set_aside(self) -> None:
        try:
            aside = set_aside(self.path)
        except OSError as error:
            raise self._unusable(error) from error
        told = Phrase(
            "The settings could not be read and stand in {file} now; the usual settings are used.", file=aside
        )
        self._note(told)

    def _migrated(self, raw: Raw) -> Raw:
        for version in range(raw["version"], self._version):
            raw = {**self._migrations[version](raw), "version": version + 1}
        return raw

    def checked(self, raw: Raw) -> Settings:
        """Each setting that is as it may be; the usual one, and a note, in place of any other."""
        good: Raw = {}
        for name, (check, allowed) in RULES.items():
            if name not in raw:
                continue
            if name == "networks":
                good[name], wrong = read_networks(raw[name])
                for number in wrong:
                    told = Phrase("Network number {number} cannot be read in {path}; it is left out.",
                                  number=number, path=self.path)  # fmt: skip
                    self._note(told)
            elif check(raw[name]):
                good[name] = raw[name]
            else:
                told = Phrase("The setting {name} in {path} must be {allowed}; the usual one is used.",
                              name=name, path=self.path, allowed=allowed)  # fmt: skip
                self._note(told)
        return Settings(**good)

    def _note(self, sentence: Phrase) -> None:
        self.notes = (*self.notes, sentence)

    def _unusable(self, error: OSError) -> ProfileError:
        if is_full(error):
            return disk_full(self.path)
        return ProfileError(
            Phrase("The settings {path} cannot be used ({error})", path=self.path, error=error.strerror or error),
            next_step=Phrase("Give this user the right to read and write there, or choose another folder with --home"),
        )
