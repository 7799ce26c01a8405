"""Faults brought about on purpose, under load, and afterwards the books are compared: nothing lost, nothing doubled.

``python -m faults`` prepares a house as production runs it, on SQLite and on PostgreSQL, kills, cuts, fills and delays
what it stands on, and compares what visitors were told (a synced ledger) with database, files, mailbox and audit chain.
"""
