"""The nouns of who comes and what happened to them: data of minors, which no copy of an event takes along."""

from planner.nouns.noun import EVERYTHING, Aggregate, Noun, register

register(
    Noun(
        name="participants",
        label="花名册",
        title="name",
        aggregate=Aggregate.PEOPLE,
        stem="participant",
        measure="人",
        adding="加人",
        tab="participants",
        private=True,
        left_behind=EVERYTHING,
        labels={
            "name": "姓名",
            "sex": "性别",
            "school_class": "学校、班级",
            "guardian": "监护人",
            "phone": "监护人电话",
            "remark": "备注",
        },
    ),
    Noun(
        name="incidents",
        label="意外情况",
        title="what",
        aggregate=Aggregate.PEOPLE,
        stem="incident",
        measure="次",
        adding="记一次",
        private=True,
        left_behind=EVERYTHING,
        labels={
            "what": "什么事",
            "day": "日期",
            "at": "时间",
            "told_guardian": "告诉了监护人",
        },
    ),
)
