"""Audit (Protokoll): who did or looked at what, when.

Append-only and hash-chained: a changed, missing or reordered line is found by ``rathaus verify-audit``. Holds no
personal content, only who, which verb, which object.
"""
