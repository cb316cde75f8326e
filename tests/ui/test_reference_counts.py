"""PySide6 6.12.0 loses a reference to None on every void call under CPython 3.11 and aborts after some thousands.

The pin in pyproject.toml keeps it out; this test says why when someone lifts it.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel


def test_a_void_call_keeps_the_reference_to_none(clean_application: QApplication) -> None:
    label = QLabel()
    label.setText("warm")
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert sys.getrefcount(None) >= before - 50
