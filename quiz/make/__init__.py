"""Candidate items from what is reviewed, and from the structure of documents that nobody has written questions for."""
