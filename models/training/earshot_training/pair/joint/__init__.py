"""The joint space of pair 2: its start, its teaching, their blend."""
