"""`python -m assistant.training`: learn every model from the bank and the examples, and write it with its figures."""

from assistant.training import beliefs, judge, ranker
from assistant.training.asked import open_bank
from corpus.settings import load_settings


def main() -> None:
    """Train the ranker, the judge (which looks at what the ranker ranks) and the beliefs, in that order."""
    bank = open_bank(load_settings())
    answerable = bank.answerable()
    ranking, ranking_figures = ranker.train(answerable, bank.indexes[1].units)
    print("ranker", ranking.save("ranker", ranking_figures), ranking_figures)
    judging, judging_figures = judge.train(answerable, bank.unanswerable())
    print("judge", judging.save("judge", judging_figures), judging_figures)
    believing, believing_figures = beliefs.train(bank.indexes[1], bank.questions)
    print("beliefs", believing.save(believing_figures), believing_figures)


if __name__ == "__main__":
    main()
