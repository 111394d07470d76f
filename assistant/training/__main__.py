"""`python -m assistant.training`: learn the ranker and the judge from the bank and the examples, with their figures.

The judge looks at what the reader has read: train that first, by `python -m assistant.training.reader`.
"""

from assistant.training import judge, ranker
from assistant.training.asked import open_bank
from corpus.settings import load_settings


def main() -> None:
    """Train the ranker, and then the judge, which looks at what the ranker ranks."""
    bank = open_bank(load_settings())
    answerable = bank.answerable()
    ranking, ranking_figures = ranker.train(answerable, bank.units)
    print("ranker", ranking.save("ranker", ranking_figures), ranking_figures)
    judging, judging_figures = judge.train(answerable, bank.examples())
    print("judge", judging.save("judge", judging_figures), judging_figures)


if __name__ == "__main__":
    main()
