"""Rathaus: the town hall as software, for citizens, clerks and everyone with an idea."""
