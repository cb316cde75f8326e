"""Budgets of the window."""
