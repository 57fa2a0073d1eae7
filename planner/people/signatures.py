"""A signature by finger.

A drawn name is evidence that somebody agreed, no electronic signature in the sense of 电子签名法.
"""

from planner.people.strokes import DrawingPad

SIGNATURE = DrawingPad(
    width=340,
    height=160,
    most_strokes=40,
    least_points=8,
    unreadable="签名没有传完整，请重签一次。",
    too_short="签名太短了，请监护人写全名。",
)
