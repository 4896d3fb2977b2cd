"""QTI 2.1, 2.2 and 3.0: single items and ZIP packages with a manifest.

Version 3 writes the same things with other names (`qti-choice-interaction`, `response-identifier`);
they are brought to the names of version 2 before anything is read.
"""
