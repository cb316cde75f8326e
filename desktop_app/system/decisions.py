"""What the owner laid down beyond the settings, as a JSON file: the provider guide's arguments by rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.full_disk import disk_full, is_full
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private
from desktop_app.system.setting_aside import keep_copy, set_aside

FILE = "rules.json"
VERSION = 1
Rules = Mapping[str, Mapping[str, Any]]


class DecisionsFile:
    """Implements house_rules.Kept. `notes` says in sentences what was wrong with the file when it was last read.

    A broken file is set aside, one from a newer version is only read. Files without a version hold the rules alone."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE
        self.notes: tuple[str, ...] = ()
        self.is_read_only = False
        self._at_stake: bytes | None = None

    def load(self) -> Rules:
        self.notes, self.is_read_only, self._at_stake = (), False, None
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unusable(error) from error
        try:
            version, rules = rules_in(json.loads(content))
        except (ValueError, RecursionError):
            self._set_aside()
            return {}
        self.is_read_only = version > VERSION
        if self.is_read_only:
            self._note(
                Phrase(
                    "{path} is from a newer version: it is used as far as it is known, changes are not kept.",
                    path=self.path,
                )
            )
        good = {name: arguments for name, arguments in rules.items() if isinstance(arguments, dict)}
        for name in rules.keys() - good.keys():
            told = Phrase("The rule {name} in {path} cannot be read; it is left out.",
                          name=repr(name[:60]), path=self.path)  # fmt: skip
            self._note(told)
        if good != rules:
            self._at_stake = content
        return good

    def save(self, decisions: Rules) -> None:
        """ProfileError when the disk does not take it, or the file is from a newer version."""
        self.load()
        if self.is_read_only:
            raise ProfileError(
                Phrase("{path} was written by a newer version of this program", path=self.path),
                next_step=Phrase("Install the newest version to change rules"),
                title=Phrase("The rules are from a newer version"),
            )
        text = json.dumps({"version": VERSION, "rules": decisions}, indent=2, ensure_ascii=False, default=str)
        try:
            if self._at_stake is not None:
                keep_copy(self.path, self._at_stake)
            write_private(self.path, text.encode() + b"\n")
        except OSError as error:
            raise self._unusable(error) from error

    def _set_aside(self) -> None:
        try:
            aside = set_aside(self.path)
        except OSError as error:
            raise self._unusable(error) from error
        told = Phrase("The rules could not be read and stand in {file} now; none of them are in force.", file=aside)
        self._note(told)

    def _note(self, sentence: Phrase) -> None:
        self.notes = (*self.notes, sentence)

    def _unusable(self, error: OSError) -> ProfileError:
        if is_full(error):
            return disk_full(self.path)
        return ProfileError(
            Phrase("The rules {path} cannot be used ({error})", path=self.path, error=error.strerror or error),
            next_step=Phrase("Give this user the right to read and write there, or choose another folder with --home"),
        )


def rules_in(raw: Any) -> tuple[int, dict[str, Any]]:
    """The version and the rules of a file's content; ValueError when it is none."""
    if not isinstance(raw, dict):
        raise ValueError("not a file of rules")
    if "version" not in raw:
        return 0, raw
    version, rules = raw["version"], raw.get("rules")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1 or not isinstance(rules, dict):
        raise ValueError("not a file of rules")
    return version, rules
