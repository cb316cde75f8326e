"""The tests of the D-Bus and of Wayland import what only Linux has, so elsewhere they are not even read."""

from __future__ import annotations

import sys

_LINUX = ("test_notifications.py", *(f"presence/test_{name}.py" for name in ("desktop", "portal", "wayland")))
collect_ignore = [] if sys.platform == "linux" else [*_LINUX, "presence/test_wayland_screen.py"]
