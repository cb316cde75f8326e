"""Six shapes, seen on any panel."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from desktop_app.domain.state import Status
from desktop_app.ui.icons import SIZES, IconSet, draw


def luminance(colour: QColor) -> float:
    parts = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in colour.getRgbF()[:3])
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [*Status, "app"])
def test_every_fill_is_seen_on_white_and_on_black(name: str, icons: Path) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}", (icons / f"{name}.svg").read_text())) - {"#ffffff"}
    assert len(colours) == 1
    fill = QColor(colours.pop())
    for panel in ("#ffffff", "#000000", "#1e1e1e"):
        assert contrast(fill, QColor(panel)) >= 3.0, (name, panel)


def test_shapes_differ_without_colour(icons: Path) -> None:
    """Black-and-white at 16 pixels: every two of them differ in a good part of the picture."""
    drawn = IconSet(icons)
    masks = {status: mask(drawn.status(status).pixmap(16, 16).toImage()) for status in Status}
    for one, other in itertools.combinations(Status, 2):
        assert sum(a != b for a, b in zip(masks[one], masks[other], strict=True)) >= 40, (one, other)


def mask(image: QImage) -> list[bool]:
    """Where the shape's own fill is (not the panel, not the white mark on it)."""
    pixels = (image.pixelColor(x, y) for y in range(16) for x in range(16))
    return [pixel.alpha() > 127 and pixel.saturation() > 20 for pixel in pixels]


def test_every_size_is_drawn_for_itself(icons: Path) -> None:
    drawn = IconSet(icons)
    assert drawn.status(Status.BUSY).availableSizes() == [QSize(size, size) for size in SIZES]
    assert drawn.status(Status.BUSY).cacheKey() == drawn.status(Status.BUSY).cacheKey()
    assert not drawn.app().isNull()


def test_a_missing_icon_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing"):
        draw(tmp_path / "nothing.svg")
