"""Committee (Lenkungskreis): meetings, agenda items, dossiers, evaluation, ballots and minutes.

A member votes once, a deputy only when the member is absent; majority and quorum are computed and explained.
"""
