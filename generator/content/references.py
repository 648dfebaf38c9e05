"""Where a link or an address leads; no path leaves the content folder and no scheme runs code. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

PELICANS = re.compile(r"(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|)(/?)")
"""How Pelican begins a link to a file: from the folder of the article, with a slash from that of the content."""

HOST = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
NOT_IN_URL = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]|%(?![0-9A-Fa-f]{2})")
NOT_IN_PATH = re.compile(NOT_IN_URL.pattern + r"|[\[\]]")

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
LONGEST_ADDRESS = 1_000
"""Bytes: systems end at 4,096 for a whole path, the output folder included, and servers not far above."""
UNSAFE_SEGMENT = re.compile(r'[\x00-\x20\x7f-\x9f\\:*?"<>|#%]')


class OutsideError(Exception):
    """A reference climbs above the content folder."""


def scheme_of(url: str) -> str:
    """Give the scheme that a browser would see: entities decoded, control characters and spaces dropped.

    >>> scheme_of("java&#10;script:alert(1)"), scheme_of("../a.md")
    ('javascript', '')
    """
    seen = INVISIBLE.sub("", html.unescape(html.unescape(url)))
    found = SCHEME.match(seen)
    return found.group()[:-1].lower() if found else ""


def web_url(text: str) -> str:
    """Give an http(s) URL as it may be published, or nothing when the text is no such URL.

    >>> web_url("https://www.nato.int/a b"), web_url("javascript:alert(1)")
    ('https://www.nato.int/a%20b', '')
    """
    stripped = text.strip()
    if scheme_of(stripped) not in {"http", "https"} or not stripped.lower().startswith("http"):
        return ""
    try:
        host = urlsplit(stripped).hostname
    except ValueError:
        return ""
    return quote(stripped, safe="/:?#[]@!$&'()*+,;=%~-._") if host and not INVISIBLE.search(host) else ""


def outward_url(url: str) -> str:
    """Give an address that leads off the site, or to a place in the page, as a browser and a validator like it.

    What an address may not hold is percent-encoded; nothing comes back when it has no host.

    >>> outward_url("https://e.org/a b|c?100%"), outward_url("https:e.org"), outward_url("tel:+33 1")
    ('https://e.org/a%20b%7Cc?100%25', '', 'tel:+33%201')
    """
    if re.match(r"(?:https?:(?!//[^/?#\s])|//(?![^/?#\s]))", url, re.IGNORECASE):
        return ""
    host = HOST.match(url)
    path_at = host.end() if host else 0
    return "".join(
        unfit.sub(lambda found: f"%{ord(found.group()):02X}", part)
        for unfit, part in ((NOT_IN_URL, url[:path_at]), (NOT_IN_PATH, url[path_at:]))
    )


def host_of(url: str) -> str:
    """Name the host of a URL, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def resolve(target: str, folder: str) -> str:
    """Turn the target of a link in an article into what the site can follow.

    Args:
        target: As written, entities decoded.
        folder: Folder of the article below the content folder, "" for the top.

    Returns:
        `content:PATH[#FRAGMENT]` for a file (in PATH only `%`, `#` and `?` are percent-encoded), `site:/PATH` for
        an address below the root, a `#fragment`, or the URL itself.

    Raises:
        OutsideError: when the path climbs above the content folder.

    >>> resolve("../politique/caf%C3%A9.md#suite", "monde")
    'content:politique/café.md#suite'
    >>> resolve("{filename}/sport/a.md", "monde"), resolve("{static}a.png", "monde")
    ('content:sport/a.md', 'content:monde/a.png')
    >>> resolve("/a/", "monde"), resolve("@/monde/x.md", ""), resolve("//cdn.example/x", "")
    ('site:/a/', 'content:monde/x.md', '//cdn.example/x')
    """
    if target.startswith("@/"):
        target, folder = target[2:], ""
    elif found := PELICANS.match(unquote(target)):
        target, folder = unquote(target)[found.end() :], "" if found.group(1) else folder
    if target.startswith(("//", "#")) or not target or scheme_of(target):
        return target
    if target.startswith("/"):
        return "site:" + target.replace("\\", "%5C")
    path, _sign, fragment = target.partition("#")
    path = unicodedata.normalize("NFC", unquote(path.split("?", 1)[0]))
    joined = join(folder, path)
    return f"content:{quoted_path(joined)}" + (f"#{fragment}" if fragment else "")


def has_references(text: str) -> bool:
    """Tell whether there may be references in HTML: in most articles there are none."""
    return "content:" in text or "site:" in text


def quoted_path(path: str) -> str:
    """Encode what would be read as another part of a reference.

    >>> quoted_path("100% #1?.md")
    '100%25 %231%3F.md'
    """
    return path.replace("%", "%25").replace("#", "%23").replace("?", "%3F")


def join(folder: str, path: str) -> str:
    """Follow a relative path from a folder.

    Raises:
        OutsideError: when it climbs above the content folder, or is no path below it.

    >>> join("monde/asie", "../europe/./a.md")
    'monde/europe/a.md'
    """
    if "\\" in path or "\0" in path or path.startswith("/"):
        raise OutsideError(path)
    parts = [part for part in folder.split("/") if part]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise OutsideError(path)
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def address(text: str) -> str:
    """Bring an address that the author fixed into the form "/a/b/" or "/a/b.html".

    The letters stay as they are: links to them exist already.

    Raises:
        ValueError: with the reason, as half a sentence.

    >>> address("2017/02/baku"), address("/old/page.html"), address("/a/index.html")
    ('/2017/02/baku/', '/old/page.html', '/a/')
    """
    decoded = unicodedata.normalize("NFKC", unquote(unquote(text.strip())))
    if len(decoded.encode("utf-8", "surrogatepass")) > LONGEST_ADDRESS:
        raise ValueError(f"is longer than {LONGEST_ADDRESS} bytes")
    if scheme_of(decoded) or decoded.startswith("//"):
        raise ValueError("is not an address on this site")
    segments = [segment for segment in decoded.split("/") if segment]
    for segment in segments:
        if segment in {".", ".."}:
            raise ValueError("leads out of the site")
        if segment.startswith("."):
            raise ValueError("has a part that begins with a dot")
        if unsafe := UNSAFE_SEGMENT.search(segment):
            sign = f'"{unsafe.group()}"' if unsafe.group().isprintable() else f"U+{ord(unsafe.group()):04X}"
            raise ValueError(f"holds the sign {sign}, which no address may hold")
        if len(segment.encode()) > 200:
            raise ValueError("has a part of more than 200 bytes")
    if segments and segments[-1].lower() in {"index.html", "index.htm"}:
        segments.pop()
    if not segments:
        raise ValueError("is that of the home page")
    path = "/" + "/".join(segments)
    return path if re.search(r"\.html?$", path) else path + "/"
