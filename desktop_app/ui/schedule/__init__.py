"""The schedule editor: a week painted with mouse or keyboard, over domain.week."""
