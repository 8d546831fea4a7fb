"""Several runs side by side on what was held out: whole packages, an unseen soundfont, text triplets."""
