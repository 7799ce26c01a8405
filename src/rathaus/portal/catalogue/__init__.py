"""Catalogue (Leistungskatalog): services, life situations, and finding them.

Content comes from the city's folders or an imported catalogue; the search reads German the way people type it.
"""
