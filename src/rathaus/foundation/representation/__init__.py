"""Representation (Vertretung): who may act for whom: by mandate, as a parent, as a member of an organisation.

All matters stay with the person whose they are, the principal; the agent is who is signed in. Rules ask the database
each time, so that what is revoked ends at once. The audit names the agent, and in ``for`` the principal.
"""
