"""How a granted leave becomes a letter: the words, and the page they are set on."""
