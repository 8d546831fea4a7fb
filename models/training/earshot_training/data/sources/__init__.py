"""Where recordings and their texts come from."""
