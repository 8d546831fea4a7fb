"""The filter for long-form text: does a sentence describe what the music sounds like? Labels, classifier, filtering."""
