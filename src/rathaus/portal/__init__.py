"""The portal: services for citizens, from finding to the decision."""
