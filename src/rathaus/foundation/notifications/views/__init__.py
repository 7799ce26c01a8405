"""Switching off without signing in, the script for hints, and how the post stands."""
