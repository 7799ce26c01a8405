"""Operations (Betrieb): signs of life and figures for machines, the background worker, upkeep, backup and restore.

A worker that falls silent loses its tasks to the next one: nothing that was promised stays undone. What is unsafe does
not start in production, and nothing that is watched tells of a person.
"""
