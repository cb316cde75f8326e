from tests.sandbox.conftest import ending, start  # noqa: F401 - fixtures
