"""Forms for an organisation's people and units, and for the first set-up."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import ValidationError

from budgets import credit_code_problem
from budgets.credit_code import normalise_credit_code
from planner.enums import Role
from planner.forms.accounts import NewPasswordForm
from planner.forms.choices import EnumField, TickField
from planner.forms.fields import Required, TextField


class AddUserForm(FlaskForm):
    """Somebody new in the organisation."""

    name = TextField("姓名", [Required("写姓名。")], most=40)
    account = TextField("手机号或邮箱", [Required("写手机号或邮箱，用来登录。")], most=120)
    role = EnumField(Role, "角色", default=Role.ORGANISER)

    def validate_role(self, field: EnumField) -> None:
        if field.raw_data and not str(field.raw_data[0]).strip():
            raise ValidationError("从列表里选一个角色。")

    @property
    def chosen_role(self) -> Role:
        """The role; call after `validate`."""
        assert isinstance(self.role.data, Role)
        return self.role.data


class CreditCodeField(TextField):
    """A unified social credit code (GB 32100-2015): kept in upper case without blanks; empty is allowed."""

    counts_characters = False

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = normalise_credit_code(self.data or "")
        if self.data and (problem := credit_code_problem(self.data)):
            raise ValueError(problem)


class OrganisationForm(FlaskForm):
    """An organisation's name, who approves its events, whom its invoices name."""

    name = TextField("单位全称", [Required("写单位全称。")], most=80)
    approval_by_parent = TickField("活动由上级单位审批")
    tax_number = CreditCodeField(
        "统一社会信用代码（发票抬头用）", most=40, description="18 位，发票的购买方税号要和它一样"
    )


class SetUpForm(NewPasswordForm):
    """The first organisation and its administrator."""

    code = TextField("设置码", [Required("看服务器控制台上打印的那一行。")], most=40)
    organisation = TextField("单位全称", [Required("写单位全称。")], most=80)
    name = TextField("你的姓名", [Required("写姓名。")], most=40)
    account = TextField("手机号或邮箱", [Required("写手机号或邮箱，用来登录。")], most=120)
    password = PasswordField(
        "密码", [Required("写密码。")], description="至少 8 个字符", render_kw={"autocomplete": "new-password"}
    )
