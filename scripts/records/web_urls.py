"""Web addresses that may be linked to: normalized (NFKC), then matched by one strict pattern."""

import re
import unicodedata

_LETTER = "A-Za-z0-9一-鿿"  # with IGNORECASE Python examines each of 21,000 characters
_ADDRESS = (
    rf"(?i:https?)://(?P<host>(?:[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?\.)+[A-Za-z一-鿿][{_LETTER}-]{{1,62}})"
    r"(?::\d{1,5})?(?P<rest>[/?#][^\s\"'<>\\^`{|}\x00-\x20]*)?"
)
LONGEST = 500


def url_problem(address: str) -> str:
    """The fault of a web address, as a message for editors; empty when valid."""
    folded = unicodedata.normalize("NFKC", address)
    if len(address) > LONGEST:
        return f"网址太长，超过 {LONGEST} 个字符"
    if address.startswith("//"):
        return "网址没有写 https:"
    if not re.match(r"https?://", folded, re.IGNORECASE):
        return "只能用 https:// 或 http:// 开头的网址"
    if folded != address:
        return "网址里有全角字符或变体字符"
    if "@" in address.split("//", 1)[1].split("/")[0]:
        return "网址里带了用户名"
    if re.match(r"https?://[\d.:\[\]a-f]+(?:[:/?#]|$)", address, re.IGNORECASE) and not re.match(
        r"https?://[^/?#]*[g-z一-鿿]", address, re.IGNORECASE
    ):
        return "网址的主机是数字地址，不是域名"
    if not re.fullmatch(_ADDRESS, address):
        return "网址里有不能用的字符，或域名写法不对"
    return "域名用了容易认错的外文字母" if _deceives(address.split("/")[2]) else ""


def _deceives(host: str) -> bool:
    """Whether a part of a host name in ASCII form (``xn--…``) stands for letters other than Chinese ones."""
    for label in host.lower().split(":")[0].split("."):
        if label.startswith("xn--"):
            try:
                shown = label.removeprefix("xn--").encode().decode("punycode")
            except UnicodeError:
                return True
            if not re.fullmatch(r"[a-z0-9一-鿿-]+", shown):
                return True
    return False
