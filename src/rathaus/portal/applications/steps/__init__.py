"""A step of an application: shown as a page, read from what was typed, answered."""
