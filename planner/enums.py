"""The closed vocabularies of the house; each member carries its Chinese label."""

from enum import StrEnum


class LabelledEnum(StrEnum):
    """A string enum whose members are written `NAME = "value", "中文"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "LabelledEnum":
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a select field, in the order of definition."""
        return [(m.value, m.label) for m in cls]


class EventStatus(LabelledEnum):
    """The life of an event; see `services.approvals` and `services.events` for the allowed steps."""

    DRAFT = "draft", "草拟"
    SUBMITTED = "submitted", "待审"
    RETURNED = "returned", "退回"
    APPROVED = "approved", "已批准"
    PUBLISHED = "published", "已发布"
    ONGOING = "ongoing", "进行中"
    ENDED = "ended", "待总结"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


class Role(LabelledEnum):
    """What a user is in one organisation."""

    ADMINISTRATOR = "administrator", "管理员"
    ORGANISER = "organiser", "组织者"
    APPROVER = "approver", "审批人"
    FINANCE = "finance", "财务"
    READER = "reader", "查看者"


class TeamRole(LabelledEnum):
    """What a person is in the team of one event."""

    OWNER = "owner", "负责人"
    PLANNER = "planner", "共同编辑"
    READER = "reader", "查看"


class Decision(LabelledEnum):
    """An approver's word on a submission."""

    AGREE = "agree", "同意"
    RETURN = "return", "退回修改"
    REJECT = "reject", "不同意"


class PartyRole(LabelledEnum):
    """The part an organisation plays in an event, in the order papers list them."""

    HOST = "host", "主办"
    ORGANISER = "organiser", "承办"
    CO_ORGANISER = "co_organiser", "协办"
    SUPPORT = "support", "支持"


class GroupSide(LabelledEnum):
    """Which side of the staff ratio a head count is on."""

    CHILD = "child", "参加对象"
    STAFF = "staff", "随队人员"
    GUEST = "guest", "嘉宾及其他"


class ItemKind(LabelledEnum):
    """The colour of a schedule item."""

    STUDY = "study", "研学参观"
    MEET = "meet", "集体活动"
    MEAL = "meal", "用餐"
    ROLL = "roll", "点名"
    STAY = "stay", "生活"
    BUS = "bus", "乘车"


class SafetyPhase(LabelledEnum):
    """When a safety check is due."""

    BEFORE = "before", "行前"
    DURING = "during", "行中"
    AFTER = "after", "行后"


class Sex(LabelledEnum):
    """As written on a roster."""

    GIRL = "f", "女"
    BOY = "m", "男"


class SectionSource(LabelledEnum):
    """What a plan section prints from the records besides its own text."""

    TEXT = "text", "文字"
    THEME = "theme", "主题"
    TIME = "time", "时间"
    PLACE = "place", "地点"
    PARTIES = "parties", "单位"
    PEOPLE = "people", "人员"
    PHASES = "phases", "阶段"
    SCHEDULE = "schedule", "日程"
    DUTIES = "duties", "分工"
    SUPPLIES = "supplies", "物资"
    BUDGET = "budget", "预算"
    SAFETY = "safety", "安全"
    CONTACTS = "contacts", "联系人"
    ATTACHMENTS = "attachments", "附件"
    SIGNATURE = "signature", "落款"


class PaymentMethod(LabelledEnum):
    """How an expense was paid."""

    TRANSFER = "transfer", "转账"
    CARD = "card", "公务卡"
    MOBILE = "mobile", "扫码支付"
    CASH = "cash", "现金"
    LAID_OUT = "laid_out", "个人垫付"


class InvoiceKind(LabelledEnum):
    """What an expense rests on, NONE if somebody said on nothing; the values of invoices are those of their QR text."""

    NONE = "none", "没有发票"
    DIGITAL = "32", "数电普通发票"
    DIGITAL_SPECIAL = "31", "数电专用发票"
    RAIL = "51", "铁路电子客票"
    AIR = "61", "航空电子客票行程单"
    ELECTRONIC = "10", "增值税电子普通发票"
    ELECTRONIC_SPECIAL = "08", "增值税电子专用发票"
    TOLL = "14", "增值税电子普通发票（通行费）"
    PLAIN = "04", "增值税普通发票"
    ROLL = "11", "增值税普通发票（卷票）"
    SPECIAL = "01", "增值税专用发票"
    VEHICLE = "03", "机动车销售统一发票"
    USED_VEHICLE = "15", "二手车销售统一发票"
    RED = "red", "红字发票"
    FISCAL = "fiscal", "财政票据"
    RECEIPT = "receipt", "收据"


class VoucherKind(LabelledEnum):
    """What a kept file proves."""

    INVOICE = "invoice", "发票"
    PAYMENT = "payment", "支付记录"
    ACCEPTANCE = "acceptance", "验收单"
    SIGN_OFF = "sign_off", "签领表"
    SIGN_IN = "sign_in", "签到表"
    PHOTO = "photo", "照片"
    QUOTE = "quote", "报价单"
    CONTRACT = "contract", "合同"
    APPROVAL = "approval", "批件"
    OTHER = "other", "其他"


class ReviewSubject(LabelledEnum):
    """What finance looks at."""

    BUDGET = "budget", "预算"
    SETTLEMENT = "settlement", "决算"


class Matter(LabelledEnum):
    """What is handed in and decided by somebody else; finance's are those of `ReviewSubject`."""

    PLAN = "plan", "方案"
    BUDGET = "budget", "预算"
    SETTLEMENT = "settlement", "决算"
    SUMMARY = "summary", "总结"


class BarReason(LabelledEnum):
    """What somebody is to a matter, and therefore doesn't decide it; the label goes on after 你 or a name."""

    SUBMITTER = "submitter", "提交了它"
    OWNER = "owner", "是活动的负责人"
    PLANNER = "planner", "是活动的共同编辑"
    AUTHOR = "author", "写过其中的内容"
    NAMED = "named", "经办、验收或证明过其中的支出"


class ReviewDecision(LabelledEnum):
    """What finance says of it."""

    PASS = "pass", "通过"
    RETURN = "return", "退回"


class GapReason(LabelledEnum):
    """Why finance can't pass a settlement, unless it is mended or waived in writing."""

    APPROVAL = "approval", "没有批准记录"
    EARLY = "early", "付款或开票早于批准"
    PAYMENT = "payment", "没有付款记录"
    E_FILE = "e_file", "没有电子文件"


class RemarkKind(LabelledEnum):
    """Who says what of a line: finance asks, the organiser answers or gives the reason of an over-run."""

    OPINION = "opinion", "财务意见"
    REQUEST = "request", "请补凭据"
    ANSWER = "answer", "说明"
    REASON = "reason", "超支、结余原因"

    @property
    def asks(self) -> bool:
        """Whether finance says it and somebody is to answer; a request also ends with what it asks for."""
        return self in (RemarkKind.OPINION, RemarkKind.REQUEST)


class ActorKind(LabelledEnum):
    """What sort of actor it is; the label stands behind the name in logs."""

    USER = "user", ""
    GUEST = "guest", "外部"
    VISITOR = "visitor", "凭链接"
    JOB = "job", "系统"


class JobState(LabelledEnum):
    """How far a job is that the house does by itself."""

    WAITING = "waiting", "等着做"
    RUNNING = "running", "正在做"
    DONE = "done", "做完了"
    FAILED = "failed", "没做成"


class LinkPurpose(LabelledEnum):
    """What a link is good for."""

    GUEST = "guest", "进活动"
    PASSWORD = "password", "设密码"
    INVITATION = "invitation", "进单位"
    SIGN_UP = "sign_up", "志愿者报名"
    VOLUNTEER = "volunteer", "志愿者自己的页面"
    PHOTOS = "photos", "传照片"
    FEEDBACK = "feedback", "活动反馈"
    GALLERY = "gallery", "公开相册"


class SignUpState(LabelledEnum):
    """How a sign-up stands. For who is `HELD` or `INVITED` a place is kept until the guardian or they have answered."""

    CONFIRMED = "confirmed", "已报名"
    HELD = "held", "等监护人同意"
    INVITED = "invited", "请了没答"
    WAITING = "waiting", "候补"
    ENTERED = "entered", "等抽签"
    LEFT = "left", "已退出"
    REFUSED = "refused", "没安排"

    @property
    def is_open(self) -> bool:
        """Whether it has a place or may still get one."""
        return self not in (SignUpState.LEFT, SignUpState.REFUSED)


class PlaceCheck(LabelledEnum):
    """Whether a phone was near its post; where it was is kept nowhere."""

    NEAR = "near", "在场"
    FAR = "far", "离得远"
    UNKNOWN = "unknown", "没给位置"


class ErasureCause(LabelledEnum):
    """Why data was erased."""

    DUE = "due", "保存到期"
    REQUEST = "request", "应要求删除"
    DELETED = "deleted", "删除已过恢复期"
