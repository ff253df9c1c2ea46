"""Sounds by what is in them: the copy without tags that is published in a sound's place.

Its samples stay as they are. Mutagen does the like, but is GPL-2.0-or-later: this generator is MIT and would not be.
"""

from collections.abc import Callable

from scripts.media.audio import m4a, mp3

KINDS: dict[str, Callable[[bytes], bytes]] = {".mp3": mp3.clean, ".m4a": m4a.clean}


class NoSoundError(Exception):
    """The file is no sound of the kind its suffix says."""


def clean(data: bytes, suffix: str) -> bytes:
    """The same sound without tags, covers and whatever else is no sound. Raises NoSoundError."""
    try:
        return KINDS[suffix](data)
    except (ValueError, IndexError) as error:
        raise NoSoundError(str(error)) from None
