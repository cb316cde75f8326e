"""The local control endpoint, and the command-line verbs that talk to it."""
