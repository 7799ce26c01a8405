"""Pages of projects: public ones, and those for the owning offices and the team."""
