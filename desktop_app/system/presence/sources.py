"""All sources of this platform. Each says for itself when it cannot speak here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from desktop_app.domain.presence import Manners
from desktop_app.provider.ports import Watcher
from desktop_app.system.presence import game_library
from desktop_app.system.presence.battery import Battery
from desktop_app.system.presence.programs import ListedPrograms


def sources(
    manners: Manners, programs: Sequence[str] = (), *, games: bool = True, busy: Callable[[], bool] = lambda: True
) -> list[Watcher]:
    """`programs` are the owner's own ("-name" for one that does not count), `games` those that are installed.
    `busy` says whether a job runs: where the system has to be asked, it is asked often only then."""
    found: list[Watcher] = [ListedPrograms(lambda: listed(programs, games=games)), Battery()]
    if sys.platform == "linux":
        from desktop_app.system.presence import desktop
        from desktop_app.system.presence.gamepads import Gamepads
        from desktop_app.system.presence.mutter_idle import MutterIdle
        from desktop_app.system.presence.wayland_idle import WaylandIdle
        from desktop_app.system.presence.wayland_screen import WaylandFullScreen
        from desktop_app.system.presence.x_idle import XIdle
        from desktop_app.system.presence.x_screen import XFullScreen

        found += [XIdle(manners.quiet_s), WaylandIdle(manners.quiet_s), MutterIdle(manners.quiet_s)]
        found += [WaylandFullScreen()] if os.environ.get("WAYLAND_DISPLAY") else []
        found += [XFullScreen(), Gamepads(), *desktop.sources()]
    elif sys.platform == "win32":
        from desktop_app.system.presence import polled

        found += [polled.LastInput(manners.quiet_s, busy), polled.FullScreen(), polled.Gamepads()]
    return found


def listed(programs: Sequence[str], *, games: bool) -> Mapping[str, str]:
    """Names of programs with their titles. Reads the game libraries: not for the program's one thread."""
    found = game_library.installed() if games else {}
    own = {name: name.removesuffix(".exe") for name in programs if not name.startswith("-")}
    never = {name.removeprefix("-").lower() for name in programs if name.startswith("-")}
    return {name: title for name, title in (found | own).items() if not {name.lower(), title.lower()} & never}
