"""Settings and the wizard put together with the running services: what is saved counts at once."""
