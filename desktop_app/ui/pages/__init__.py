"""Pages of the window: each is `show_state(state)`, plus queries where a page needs more than the state."""
