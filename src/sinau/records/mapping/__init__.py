"""How a foreign statement becomes learning: rules as data, and pure functions that apply them."""
