"""Forms for an organisation's people and units, and for the first set-up."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import ValidationError

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


class OrganisationForm(FlaskForm):
    """An organisation's name, and who approves its events."""

    name = TextField("单位全称", [Required("写单位全称。")], most=80)
    approval_by_parent = TickField("活动由上级单位审批")


class SetUpForm(NewPasswordForm):
    """The first organisation and its administrator."""

    code = TextField("设置码", [Required("看服务器控制台上打印的那一行。")], most=40)
    organisation = TextField("单位全称", [Required("写单位全称。")], most=80)
    name = TextField("你的姓名", [Required("写姓名。")], most=40)
    account = TextField("手机号或邮箱", [Required("写手机号或邮箱，用来登录。")], most=120)
    password = PasswordField(
        "密码", [Required("写密码。")], description="至少 8 个字符", render_kw={"autocomplete": "new-password"}
    )
