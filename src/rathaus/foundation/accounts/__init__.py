"""Accounts (Bürgerkonto): who is there, and for whom a page is made.

Sign-in itself is django-allauth's, in our words, look and addresses (``/konto/…``); this module owns the person and
the audience of every page. Nobody learns from it whether somebody else has an account.
"""
