"""The editor in charge of tags: what the site's tags are, which may be one, why an article bears one [I/O]."""
