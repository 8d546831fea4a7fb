"""MuLan (arXiv 2208.12415) itself: a configuration, the joint model, and its training on one or many machines."""
