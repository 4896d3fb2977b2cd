"""The loop of the city, one step a module: from a regulation to a figure on the head's desk."""
