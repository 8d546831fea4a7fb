"""What English words for moods, activities, places, eras and cultures mean for sound; GUIDELINE.md has the rules."""
