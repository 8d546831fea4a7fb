"""How far the pair can be trusted to hear a text: a number from 0 to 1, from the text alone."""
