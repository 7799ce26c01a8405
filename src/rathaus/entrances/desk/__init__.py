"""Desk (Arbeitsplatz): the clerk's work list with its tabs, the search, taking and assigning many at once, and figures.

The pages of one case are the cases module's own.
"""
