"""The nouns of what came of an event: counted beside the plan, and left behind by every copy."""

from planner.nouns.noun import EVERYTHING, Aggregate, Noun, register

register(
    Noun(
        name="tallies",
        label="走访、报道等的数",
        title="remark",
        aggregate=Aggregate.REPORT,
        stem="tally",
        measure="条",
        adding="加一条数",
        left_behind=EVERYTHING,
        labels={
            "kind": "数什么",
            "number": "多少",
            "level": "媒体级别",
            "remark": "说明",
        },
    ),
)
