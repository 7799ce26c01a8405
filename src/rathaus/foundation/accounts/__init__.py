"""Accounts (Bürgerkonto): who is there, and for whom a page is made.

Sign-in itself is django-allauth's; this module owns the person and the audience of every page.
"""
