"""What every test may use: see people, city, background, crowd, scanner and chromium in tests/."""

from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from tests.schema import copy_migrated

pytest_plugins = ["tests.people", "tests.city", "tests.background", "tests.crowd", "tests.scanner", "tests.chromium"]


def pytest_configure() -> None:
    # Argon2 takes 50 ms on purpose; a test that signs up needs no strong hash.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Attempts are counted in the database, which not every test has.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # WhiteNoise warns of a folder that is not there.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    copy_migrated()
    # Machines are shared: how long an example takes to make, or to try, is no fault.
    hypothesis.settings.register_profile(
        "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("shared")


@pytest.fixture(scope="session", autouse=True)
def files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests leave the files of a running house alone."""
    settings.FILES_DIR = tmp_path_factory.mktemp("files")
    return settings.FILES_DIR
