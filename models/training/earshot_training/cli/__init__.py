"""One file a group of commands; each has ``register(commands)`` that adds its parsers and sets ``run``."""
