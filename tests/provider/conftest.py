"""Shares the house of this folder with its tests."""

from tests.provider.house import opened

__all__ = ["opened"]
