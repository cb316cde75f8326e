"""What is chosen, and what cannot be used, can be read in whatever colours a system has, and everything else stays the system's."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from desktop_app.ui.forms.colours import LEAST, contrast
from desktop_app.ui.readable_palette import mended
from tests.e2e.programs import environment
from tests.ui.looks import dark, light

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: QColor(f"#{number:06x}"))


def selection(palette: QPalette) -> list[float]:
    role = QPalette.ColorRole
    return [contrast(palette.color(g, role.Highlight), palette.color(g, role.HighlightedText)) for g in GROUPS]


@given(COLOURS, st.sampled_from(("#ffffff", "#f0f0f0", "#fcfcfc", "#000000", "#232629")))
def test_any_accent_becomes_readable(accent: QColor, words: str) -> None:
    system = dark()
    system.setColor(QPalette.ColorRole.Highlight, accent)
    system.setColor(QPalette.ColorRole.HighlightedText, QColor(words))
    whole = mended(system).resolve(system)
    assert min(selection(whole)) >= LEAST
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.HighlightedText):
        assert not mended(system).isBrushSet(QPalette.ColorGroup.Active, role)


def test_a_selection_that_can_be_read_stays_as_it_is() -> None:
    assert mended(light()).resolveMask() == mended(dark()).resolveMask() == 0


def test_a_dark_ground_still_shows_it() -> None:
    """The palette that Qt itself has for dark."""
    system = dark()
    for role, colour in (("Highlight", "#308cc6"), ("HighlightedText", "#f0f0f0"), ("Base", "#242424")):
        system.setColor(QPalette.ColorRole[role], QColor(colour))
    found = mended(system).color(QPalette.ColorRole.Highlight)
    assert contrast(found, QColor("#242424")) >= 2.95


def test_words_that_are_greyed_out_are_still_found() -> None:
    """As the palette is that Qt makes of KDE's dark colours."""
    system, off = dark(), QPalette.ColorGroup.Disabled
    for role, ground in ((QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
                         (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
                         (QPalette.ColorRole.Text, QPalette.ColorRole.Base)):  # fmt: skip
        system.setColor(off, role, system.color(off, ground).darker(120))
        whole = mended(system).resolve(system)
        assert 2.5 <= contrast(whole.color(off, role), whole.color(off, ground)) < 8
        assert whole.color(role) == system.color(role), "what can be used stays as it is"


def test_it_counts_from_the_start_and_after_the_systems_colours_changed() -> None:
    program = textwrap.dedent("""
        from PySide6.QtGui import QColor, QPalette
        from desktop_app.ui.app import make_application
        from tests.ui.test_readable_palette import selection
        app = make_application()
        first = app.palette()
        assert min(selection(first)) >= 4.5, selection(first)
        other = QPalette()
        other.setColor(QPalette.ColorRole.Highlight, QColor("#ffff00"))
        app.setPalette(other)  # a change that the system tells of comes the same way
        assert min(selection(app.palette())) >= 4.5 and app.palette() == first
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment() | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
