"""Whether the bucket that RATHAUS_FILES names is there, and lets the house in."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import FileSystemStorage, storages


@register("rathaus", deploy=True)
def the_bucket_is_there(**_: Any) -> list[CheckMessage]:
    store = storages["files"]
    if isinstance(store, FileSystemStorage):
        return []
    try:
        store.look()  # type: ignore[attr-defined]
    except OSError as error:
        said = f"RATHAUS_FILES: the bucket can't be used ({error.strerror}): no file can be stored or read."
        hint = "Was it made, is the endpoint right, and may RATHAUS_FILES_KEY_ID list, read, write and delete in it?"
        return [Error(said, hint=hint, id="rathaus.no_bucket")]
    return []
