"""What she does with all that is held about her."""

from rathaus.entrances.my.actions.exporting import clear_away, request_export, sweep
from rathaus.entrances.my.actions.leaving import Obstacle, leave, obstacles

__all__ = ["Obstacle", "clear_away", "leave", "obstacles", "request_export", "sweep"]
