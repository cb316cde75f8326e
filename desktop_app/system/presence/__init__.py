"""Who can tell that the owner is here: one module a source, each a `ports.Watcher` that hides its library."""
