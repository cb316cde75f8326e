"""Processes of this program, told by the words they were started with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.phrases import Phrase

HOME = "--home"
HOME_VARIABLE = "AITBC_PROVIDER_HOME"
_GUARDED, _MINIMISED = "--guarded", "--minimised"
_NO_PROGRAM = ("--self-test", "--version", "--help", "-h")


@dataclass(frozen=True, slots=True)
class Running:
    """`words`: its command line behind the program's name. `home`: the profile it was told, None is the usual one.
    `user`: whose it is, where that is somebody else and nothing more can be known."""

    pid: int
    words: tuple[str, ...] = ()
    home: str | None = None
    user: str = ""

    @property
    def is_child(self) -> bool:
        """An engine or a practice network of a program: it ends with that."""
        return self.words[:1] == ("_child",)

    @property
    def is_program(self) -> bool:
        """It serves a profile, or guards the one that does."""
        is_verb = bool(self.words) and not self.words[0].startswith("-")
        return not self.user and not is_verb and not set(self.words) & set(_NO_PROGRAM)

    @property
    def said(self) -> str:
        """For people."""
        if self.user:
            return Phrase("process {pid} of {user}", pid=self.pid, user=self.user)
        if not self.is_program:
            return Phrase("process {pid} ({word})", pid=self.pid, word=self.words[0])
        if self.home:
            return Phrase("process {pid} on the profile {home}", pid=self.pid, home=self.home)
        return Phrase("process {pid} on the usual profile", pid=self.pid)


def home_of(words: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The profile that a program with these words and this environment takes; None is the usual one."""
    for number, word in enumerate(words):
        if word == HOME and number + 1 < len(words):
            return words[number + 1]
        if word.startswith(f"{HOME}="):
            return word.removeprefix(f"{HOME}=")
    return environment.get(HOME_VARIABLE) or None


def to_start_again(found: Iterable[Running]) -> list[tuple[str, ...]]:
    """How each profile's program was started, once: with its guard where it had one, in the background, its profile
    named."""
    chosen: dict[str | None, Running] = {}
    for one in found:
        if one.is_program and (one.home not in chosen or _GUARDED in one.words):
            chosen[one.home] = one
    return [_again(one) for one in chosen.values()]


def _again(one: Running) -> tuple[str, ...]:
    words = [word for word in _without_home(one.words) if word != _MINIMISED]
    in_background = () if "--headless" in words else (_MINIMISED,)
    return (*words, *in_background, *((HOME, one.home) if one.home else ()))


def _without_home(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    left_out = False
    for word in words:
        if not left_out and word != HOME and not word.startswith(f"{HOME}="):
            kept.append(word)
        left_out = word == HOME and not left_out
    return kept
