"""How tracks are scored for a query, and how good a ranking is: arithmetic on arrays alone."""
