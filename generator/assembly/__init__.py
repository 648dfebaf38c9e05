"""Stage 3, arrange: what was read and understood becomes editions, pages and feeds with final addresses."""
