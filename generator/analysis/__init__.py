"""Second stage: understand the articles (keywords, tags, related articles, summaries)."""
