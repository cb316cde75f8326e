"""What the words mean: frozen dataclasses and pure rules. Standard library only, no I/O, no clock."""
