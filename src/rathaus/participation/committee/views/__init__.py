"""The pages of the committee: for everyone, for its members and evaluators, for the team."""
