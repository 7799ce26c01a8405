from rathaus.participation.rooms.tests.scene import *  # noqa: F403
