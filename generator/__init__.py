"""News Digest: a folder of Markdown articles becomes a news site that readers follow by topic."""

__version__ = "0.1.0"
