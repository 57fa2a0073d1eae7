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
        ("劳务费", "安全专家讲课费", {Topic.LABOUR, Topic.LECTURE}),
        ("劳务费", "主讲人劳务", {Topic.LABOUR, Topic.LECTURE}),
        ("餐费", "讲课老师用餐", {Topic.MEAL}),
        ("餐费", "讲课老师", {Topic.MEAL}),
        ("交通费", "讲师接站", {Topic.TRANSPORT}),
        ("讲课费", "王教授住宿", {Topic.LODGING}),
        ("其他", "讲座海报", {Topic.PUBLICITY}),
        ("其他", "讲座场地", set()),
        ("慰问品", "羽绒服", {Topic.GIFT}),
        ("慰问品", "慰问金", {Topic.CASH_GIFT}),
        ("物资", "文具、T恤", {Topic.GIFT, Topic.CLOTHES}),
        ("其他", "酒店（含早餐）", {Topic.LODGING}),
        ("其他", "大巴含司机餐费", {Topic.TRANSPORT}),
        ("基地费", "食宿", {Topic.MEAL, Topic.LODGING}),
        ("不可预见费", "车辆、药品", {Topic.RESERVE}),
        ("餐费", "备用金", {Topic.MEAL}),
        ("物资", "餐巾纸", set()),
        ("设备", "保险柜", set()),
        ("宣传", "交通安全手册", {Topic.PUBLICITY}),
        ("活动", "探险", set()),
        ("手工", "陶艺老师", {Topic.LABOUR}),
    ],
)
def test_topics_come_from_category_and_item(category, item, topics):
    assert topics_of(Line("k", category, item)) == topics


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_told_by_its_own_name(topic):
    assert topic in topics_in(topic.value)
