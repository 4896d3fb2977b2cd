"""Tests of the answer desk."""
