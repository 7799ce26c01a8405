"""The limits: the least that gives the same answer, or leaves the same rows."""
