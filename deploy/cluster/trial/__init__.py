"""Tries the cluster of ``deploy/cluster`` on this one Linux machine, in network namespaces, and breaks it on purpose.

``python -m deploy.cluster.trial`` (``make cluster``) sets up three database machines, two app servers and a load
balancer from the templates one folder up, lets visitors act, and checks after each fault that what was acknowledged is
there, once.
"""
