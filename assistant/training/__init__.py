"""How the assistant's small models are learned: `python -m assistant.training` writes assistant/weights/.

The question bank was written in two rounds by authors who did not see each other's questions. The questions of each
round are asked against an index that holds only the other round, which is what a stranger's question meets.
"""
