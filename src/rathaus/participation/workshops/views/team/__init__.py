"""The team's pages of workshops, below ``/arbeitsplatz/workshops/``."""
