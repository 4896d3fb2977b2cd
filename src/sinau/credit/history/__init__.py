"""Training histories of SIASN: taken in with a preview and an undo, and given back in its shapes."""
