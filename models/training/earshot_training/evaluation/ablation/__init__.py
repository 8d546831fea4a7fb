"""One lever of the heads at a time: what is tried, ways to score, and the page that tells it."""
