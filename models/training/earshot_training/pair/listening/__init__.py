"""The listener of pair 2: targets, start, training."""
