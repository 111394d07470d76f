"""How the assistant's models are learned: `python -m assistant.training` and `python -m assistant.training.reader`.

The question bank was written in rounds by authors who did not see one another's questions. The questions of each round
are asked of an index that holds only the other rounds, which is what a stranger's question meets.
"""
