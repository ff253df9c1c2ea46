"""Frames of an mp3 (ISO/IEC 11172-3 and 13818-3, layer III) and the tag before them (ID3v2)."""

_RATES = {
    3: ((44100, 48000, 32000), (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)),
    2: ((22050, 24000, 16000), (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)),
    0: ((11025, 12000, 8000), (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)),
}
"""Samples a second and kilobits a second of layer III, by the version in a frame's head."""


def clean(data: bytes) -> bytes:
    """The frames alone: tags stand before them, behind, or between (ID3, APE, Lyrics3)."""
    frames: list[bytes] = []
    place, sure = id3_end(data), True
    while 0 <= place < len(data):
        size = frame(data, place)
        if size and place + size <= len(data) and (sure or _goes_on(data, place + size)):
            frames.append(data[place : place + size])
            place, sure = place + size, True
        else:
            place, sure = data.find(b"\xff", place + 1), False
    if not frames:
        raise ValueError("no frames")
    return b"".join(frames)


def _goes_on(data: bytes, place: int) -> bool:
    """Do two more frames follow? One alone is found by chance in any megabyte."""
    size = frame(data, place)
    return bool(size and frame(data, place + size))


def id3_end(data: bytes) -> int:
    """Where the tag before the frames ends (ID3v2); 0 when there is none."""
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=False))
    return min(10 + size, len(data)) if data.startswith(b"ID3") and len(data) > 10 else 0


def frame(data: bytes, place: int) -> int:
    """The length in bytes of the frame of layer III that begins here; 0 if none does."""
    if place + 4 > len(data) or data[place] != 0xFF or data[place + 1] & 0xE6 != 0xE2:
        return 0
    version, rate, speed = data[place + 1] >> 3 & 3, data[place + 2] >> 2 & 3, data[place + 2] >> 4
    if version not in _RATES or rate == 3 or speed in {0, 15}:
        return 0
    rates, speeds = _RATES[version]
    return (144 if version == 3 else 72) * speeds[speed] * 1000 // rates[rate] + (data[place + 2] >> 1 & 1)
