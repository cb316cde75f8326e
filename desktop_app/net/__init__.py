"""The one HTTP client with timeouts, limits and error mapping; the only importer of httpx."""

import sys

if "httpx" not in sys.modules:
    # WORKAROUND: httpx imports its own command line, and with it click (and rich, where it is installed): 2 to 10 MB
    # that nobody here uses. It foresees that they are missing. tests/net/test_light.py watches that it stays so.
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    try:
        import httpx  # noqa: F401
    finally:
        del sys.modules["httpx._main"]
