"""Tests about the whole house."""
