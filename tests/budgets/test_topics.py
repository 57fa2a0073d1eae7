import pytest

from budgets import Line, Topic, topics_in, topics_of


@pytest.mark.parametrize(
    ("category", "item", "topics"),
    [
        ("车费", "", {Topic.TRANSPORT}),
        ("生活费", "", {Topic.MEAL}),
        ("交通费", "酒店接送", {Topic.TRANSPORT}),
        ("物资", "活动服", {Topic.CLOTHES}),
        ("其他", "意外险、门票", {Topic.INSURANCE, Topic.TICKET}),
        ("慰问金", "", {Topic.CASH_GIFT}),
        ("物资", "横幅", {Topic.PUBLICITY}),
        ("", "", set()),
    ],
)
def test_topics_come_from_category_then_item(category, item, topics):
    assert topics_of(Line("k", category, item)) == topics


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_told_by_its_own_name(topic):
    assert topic in topics_in(topic.value)
