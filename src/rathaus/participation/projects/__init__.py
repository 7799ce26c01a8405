"""Projects (Vorhaben): what the city or a partner carries out of accepted ideas, with milestones and status reports.

A project is carried out only with a result that one can open. ``figures`` counts the whole way, from idea to result.
"""
