"""The series of 2018, played again through the same actions that people use today.

What is known comes from ``content/cities/<city>/series/2018.toml``; the rest is made up and marked as such.
"""
