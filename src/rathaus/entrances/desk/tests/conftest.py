from rathaus.portal.cases.tests.town import *  # noqa: F403
