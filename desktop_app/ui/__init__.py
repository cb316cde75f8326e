"""Tray and window. Draws AppState and asks the Desk; knows nothing else of the program.

A view is `show_state(state)` (QWidget's own `render` paints into a device). One relay feeds them all, at most ten
times a second; what did not change is not touched.
"""

from desktop_app.ui import unread as unread
