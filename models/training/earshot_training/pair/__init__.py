"""The embedded pair: a distilled student and two heads on a frozen sentence encoder."""
