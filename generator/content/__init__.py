"""Stage 1: files of the content folder become articles, section texts and assets."""
