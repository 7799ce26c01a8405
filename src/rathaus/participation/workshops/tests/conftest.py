from rathaus.participation.workshops.tests.town import *  # noqa: F403
