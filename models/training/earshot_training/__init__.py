"""Training, evaluation and export of Earshot's audio and text towers."""

__version__ = "0.1.0"
