"""A file becomes passages in the index."""
