"""The window's desks: each answers one subject's questions over the services and the history."""
