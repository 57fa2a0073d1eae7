"""Calendar files as programs export them."""

from datetime import date

TODAY = date(2026, 11, 28)


def calendar(*entries: str, head: str = "") -> str:
    """A calendar with these entries, each as its lines."""
    events = "".join(f"BEGIN:VEVENT\n{lines}\nEND:VEVENT\n" for lines in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{events}END:VCALENDAR\n".replace("\n", "\r\n")


def all_day(title: str, first: str, after: str = "", uid: str = "") -> str:
    """The lines of an entry over whole days; `after` is the day behind the last, as the standard wants it."""
    lines = [f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{first}"]
    lines += [f"DTEND;VALUE=DATE:{after}"] if after else []
    return "\n".join([f"UID:{uid}", *lines] if uid else lines)


SCHOOL_YEAR = calendar(
    all_day("开学", "20270225"),
    all_day("期中考试", "20270426", "20270429"),
    all_day("劳动节放假", "20270501", "20270506"),
    all_day("六一游园会", "20270601"),
    all_day("升旗仪式", "20270301") + "\nRRULE:FREQ=WEEKLY;COUNT=15",
    "SUMMARY:家长会",
)
