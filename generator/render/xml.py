"""XML as bytes that every reader of XML 1.0 takes, whatever the texts hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2, production 2)."""


def clean(text: str) -> str:
    r"""Put a sign for a lost character where XML cannot hold one.

    >>> clean("a\x00b\ud800c")
    'a\ufffdb\ufffdc'
    """
    return NOT_XML.sub("\ufffd", text)


ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
)


def escaped(text: str) -> str:
    """Write a text between two tags.

    >>> escaped("a < b & c")
    'a &lt; b &amp; c'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Write the value of an attribute, with its quotation marks.

    >>> print(quoted('"a" & b'))
    "&quot;a&quot; &amp; b"
    """
    return f'"{clean(text).translate(ATTRIBUTE)}"'


def written(root: ET.Element) -> bytes:
    """Write a document, indented, with its declaration."""
    ET.indent(root, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
