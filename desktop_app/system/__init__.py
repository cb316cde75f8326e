"""The machine around us: profile folder, settings, keyring, log, one instance, child processes."""
