"""The benchmark: what the house does, each unit beside its own limit in the same run.

``python -m bench`` prepares a house in a temporary folder, on SQLite and on PostgreSQL, lets house and limit take
turns, and prints medians and ratios. A ratio of 1 means: no slower than the bare minimum that does the same.
"""
