"""The pages of an application, from its start to its receipt."""
