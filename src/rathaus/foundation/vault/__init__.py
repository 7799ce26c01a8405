"""Vault (Tresor): seals answers, files and messages with one key per case.

Keys rest wrapped by a key that lives outside the database; deleting a case's key makes every copy unreadable, backups
included. A blind index finds a name without storing it.
"""
