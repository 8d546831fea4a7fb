"""The paper's evaluations for any pair of towers, on the public sets or on one's own table of recordings and texts."""
