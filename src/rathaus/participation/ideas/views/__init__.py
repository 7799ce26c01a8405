"""The pages of ideas: for everyone, and for the team."""
