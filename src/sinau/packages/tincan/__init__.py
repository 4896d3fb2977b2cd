"""Packages that speak xAPI and say so in a `tincan.xml`."""
