"""My area (Mein Bereich): a citizen's own cases, messages, drafts and data in one place.

It owns no data: it composes what portal and foundation know of the person who is signed in, and shows it to her alone.
"""
