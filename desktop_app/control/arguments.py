"""The words of the command line: a parser whose errors are one line, and what an argument may be."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn, TextIO

from desktop_app.control.shapes import BREAKDOWNS
from desktop_app.domain.times import parse_duration

_LONGEST_SPAN = 10 * 366 * 86400.0


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and writes where it is told to."""

    out: TextIO = sys.stdout
    err: TextIO = sys.stderr

    def error(self, message: str) -> NoReturn:
        self.err.write(" ".join(f"{self.prog}: {message} (--help shows how)".split()) + "\n")
        raise SystemExit(2)

    def print_help(self, file: Any = None) -> None:
        self.out.write(self.format_help())


def bound_parser(out: TextIO, err: TextIO) -> type[argparse.ArgumentParser]:
    """A parser class that writes there; argparse makes the verbs' parsers itself, so it cannot be told later."""
    return type("BoundParser", (Parser,), {"out": out, "err": err})


def add_period(verb: argparse.ArgumentParser, *, breakdowns: bool) -> argparse.ArgumentParser:
    usual = 30 * 86400.0 if breakdowns else None
    verb.add_argument(
        "--period", type=period, default=usual, metavar="TIME",
        help=f"24h, 30d or all; {'30d' if breakdowns else 'all'} if not said",
    )  # fmt: skip
    if breakdowns:
        verb.add_argument("--by", type=breakdowns_of, default=[], metavar="LIST", help=f"of {','.join(BREAKDOWNS)}")
    return verb


def span(text: str) -> float:
    try:
        seconds = parse_duration(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not 0 < seconds <= _LONGEST_SPAN:
        raise argparse.ArgumentTypeError("a time must be above 0 and ten years at most")
    return seconds


def period(text: str) -> float | None:
    return None if text == "all" else span(text)


def count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 1000 and len(text) < 9):
        raise argparse.ArgumentTypeError("a whole number from 1 to 1000")
    return int(text)


def breakdowns_of(text: str) -> list[str]:
    words = list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    if unknown := [word for word in words if word not in BREAKDOWNS]:
        raise argparse.ArgumentTypeError(f"of {', '.join(BREAKDOWNS)}, not {unknown[0]!r}")
    return words
