from tests.walk.town import town

__all__ = ["town"]
