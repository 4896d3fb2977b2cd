"""How a certificate becomes a file: plain words in, a PDF/A out. No database and no clock.

Words owned here: Wording (what is printed), press (what prints it).
"""
