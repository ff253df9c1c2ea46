"""Decodes text as Windows in China saves it: files in the private folder are not always UTF-8."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode_text(data: bytes) -> str | None:
    """The text in UTF-8, UTF-16 with a byte order mark, or GB 18030 (“ANSI”); None when it is none of these."""
    named = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in [named] if named else ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
