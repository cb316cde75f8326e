"""`--self-test`: the installed program tries each of its parts once and prints what it found."""
