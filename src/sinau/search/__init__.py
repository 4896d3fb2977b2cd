"""One index over all apps; `engine` is a pure package for analysis and scoring.

Words it owns: document, passage, posting, hit.
"""
