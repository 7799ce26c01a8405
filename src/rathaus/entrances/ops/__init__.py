"""Operations (Betrieb): signs of life for machines, the background worker, upkeep, bringing a house up to date.

A worker that falls silent loses its tasks to the next one: nothing that was promised stays undone.
"""
