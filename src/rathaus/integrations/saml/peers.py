"""Who stands behind a door: its metadata, from the settings or from a simulator."""

from collections.abc import Callable
from typing import Any

from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

_simulators: dict[str, Callable[[], str]] = {}


def offer(door: str, metadata: Callable[[], str]) -> None:
    """Let a simulator stand behind the door where no metadata is configured; ``metadata`` gives XML."""
    _simulators[door] = metadata


def peer(door: str, configured: str) -> dict[str, Any]:
    """python3-saml's ``idp``: entityId, singleSignOnService, certificates. Raises KeyError if nobody stands there."""
    metadata = configured or _simulators[door]()
    return OneLogin_Saml2_IdPMetadataParser.parse(metadata)["idp"]
