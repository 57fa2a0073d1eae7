"""How volunteers answer what the organiser asks them, and who reads it."""

from planner.enums import LabelledEnum


class QuestionKind(LabelledEnum):
    """How volunteers answer a question of the organiser."""

    LINE = "line", "写一行"
    YES_NO = "yes_no", "是或不是"
    CHOICE = "choice", "选一个"


class QuestionReaders(LabelledEnum):
    """Who may read the answers; whoever answers is told."""

    ORGANISERS = "organisers", "组织这个活动的人"
    OWNER = "owner", "只有负责人"
    CONTACT = "contact", "负责人和岗位联系人"
