"""Relying parties (verbundene Dienste): the city's other services sign people in with this account (OpenID Connect).

django-allauth speaks the protocol; this module owns the question ("May the library know your name?"), the answer, which
holds until it is taken back, and the list of services. Each service knows a person by a name of its own, so that no two
can compare notes.
"""
