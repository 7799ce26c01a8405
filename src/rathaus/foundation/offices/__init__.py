"""Offices (Ämter und Dienststellen): where the city works, and who of its staff works there in which role."""
