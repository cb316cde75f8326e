"""Where updates come from, how they are proven, and how this installation takes one."""
