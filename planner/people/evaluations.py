"""How a service was judged, in words."""

_STARS = "零一二三四五"


def say_evaluation(stars: int, words: str) -> str:
    """五星，做事细心; either of them where the other was not given."""
    return "，".join(filter(None, (f"{_STARS[stars]}星" if stars else "", words)))
