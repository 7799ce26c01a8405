"""Participation's front door: figures of all stages together, from ideas to projects, and as open data."""
