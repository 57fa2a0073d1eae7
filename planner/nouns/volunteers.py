"""The nouns of what volunteers are asked for: posts, and the shifts of each."""

from planner.nouns.noun import NOTHING, Aggregate, Noun, register

register(
    Noun(
        name="posts",
        label="岗位",
        title="title",
        aggregate=Aggregate.PLAN,
        stem="post",
        measure="个",
        tab="volunteers",
        left_behind=NOTHING,
        labels={
            "title": "岗位",
            "task": "做什么",
            "place": "地点",
            "meeting": "集合点",
            "duty": "联系人",
            "skills": "要会什么",
            "least_age": "最小年龄",
            "trained": "要先培训",
            "checked": "要查无犯罪记录",
            "supplies": "发什么",
            "public": "公开招募",
        },
    ),
    Noun(
        name="shifts",
        label="班次",
        title="label",
        aggregate=Aggregate.PLAN,
        stem="shift",
        measure="班",
        tab="volunteers",
        left_behind=NOTHING,
        labels={
            "post": "岗位",
            "label": "名称",
            "day": "日期",
            "start": "开始",
            "end": "结束",
            "places": "名额",
            "experienced": "至少几名老志愿者",
        },
    ),
)
