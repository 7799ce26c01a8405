"""The pages of workshops: for everyone, for who wants to come, for the team."""
