"""Look for bytes that break the reader: `make fuzz`, with options of libFuzzer such as ARGS="-max_total_time=600"."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator", "frontmatter"]):
    from tests.fuzz.reader import read_anything, seeds


def main() -> None:
    """Fill the corpus folder with the known inputs, and start."""
    corpus = Path(".cache/fuzz")
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    # A paragraph at the bound takes two seconds, and ten times that while it is watched.
    options = [sys.argv[0], "-timeout=120", "-max_len=8000", "-rss_limit_mb=4096", *sys.argv[1:], str(corpus)]
    atheris.Setup(options, read_anything)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
