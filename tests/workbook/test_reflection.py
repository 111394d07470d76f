from workbook.reflection import find_topic, principles, reflective_questions
from workbook.standards import Standards


def test_the_guidance_asks_by_principle_and_by_kind_of_abuse(standards: Standards) -> None:
    by_principle, by_abuse = reflective_questions(standards.guidance)
    assert [len(by_principle.questions), len(by_principle.topics)] == [4, 6]
    assert [len(by_abuse.questions), len(by_abuse.topics)] == [3, 10]


def test_the_principles_are_the_six(standards: Standards) -> None:
    names = [title.partition(" ")[2] for title in principles(standards.guidance)]
    assert names == ["Empowerment", "Prevention", "Proportionality", "Protection", "Partnership", "Accountability"]


def test_every_topic_has_passages_word_for_word(standards: Standards) -> None:
    text = standards.guidance.text
    topics = [topic for questions in reflective_questions(standards.guidance) for topic in questions.topics]
    assert all(topic.passages for topic in topics)
    assert all(text[p.start : p.end] == p.text for topic in topics for p in topic.passages)


def test_a_topic_is_found_with_its_questions(standards: Standards) -> None:
    found = find_topic(standards.guidance, "Self-neglect")
    assert found
    assert found[1].title == "Self-neglect"
    assert find_topic(standards.guidance, "No such topic") is None


def test_no_myth_is_passed_off_as_what_the_guidance_says(standards: Standards) -> None:
    topics = [topic for questions in reflective_questions(standards.guidance) for topic in questions.topics]
    shown = [passage for topic in topics for passage in topic.passages]
    shown += [passage for passages in standards.links.values() for passage in passages]
    assert [passage.id for passage in shown if passage.kind == "myth"] == []
