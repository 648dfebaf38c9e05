"""Stage 5: the rendered site is put on disk, whole or not at all."""
