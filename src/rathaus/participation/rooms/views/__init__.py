"""The pages of a room."""
