"""Workshops (Workshops): a series with one workshop per field of action, seats by quota, a draw anyone can repeat.

Owns registration, waiting list, tables and their allocation, and what a workshop leaves behind as documentation.
"""
