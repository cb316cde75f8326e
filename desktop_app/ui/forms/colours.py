"""Colours that say something, each with a contrast of 4.5:1 or more on the present background."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

LEAST = 4.5


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2 has it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(wanted: QColor, back: QColor, least: float = LEAST, steps: int = 20) -> QColor:
    """`wanted`, made darker or lighter, in so many steps to the end, until it can be read on `back`."""
    towards = QColor("white") if luminance(back) < 0.18 else QColor("black")
    for step in range(steps + 1):
        share = step / steps
        mixed = QColor(*(
            round(a * (1 - share) + b * share)
            for a, b in zip(wanted.getRgb()[:3], towards.getRgb()[:3], strict=True)  # type: ignore[index]
        ))  # fmt: skip
        if contrast(mixed, back) >= least:
            return mixed
    return towards


def problem_colour() -> QColor:
    """For a sentence that says what is wrong."""
    return readable(QColor("#c62828"), _window())


def good_colour() -> QColor:
    """For a sentence that says that something works."""
    return readable(QColor("#2e7d32"), _window())


def _window() -> QColor:
    return QApplication.palette().color(QPalette.ColorRole.Window)
