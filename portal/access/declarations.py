"""Who sees the rows of the packages below this one."""

from portal.accounts.models import OneTimeCode, User
from portal.money.models import ExchangeRate
from portal.people.models import Expertise, LanguageSkill, Person, Post, Training
from portal.units.models import Closure, Lineage, Unit, UnitName

from .models import UnitUserObjectPermission
from .permissions import Permission
from .scope import declare_scope, has, own_or, reached_units, signed_in, through

for _model in (Unit, UnitName, Lineage, Closure, ExchangeRate):
    declare_scope(_model, signed_in)


def _accounts(rows, user):
    if has(user, Permission.PEOPLE_MANAGE) or has(user, Permission.AUDIT_READ):
        return rows
    return rows.filter(pk=user.pk)


def _people(rows, user):
    """People of the units one reads records of; all of them for who manages people."""
    if has(user, Permission.PEOPLE_MANAGE):
        return rows
    return rows.filter(posts__unit_id__in=reached_units(user, Permission.RECORD_VIEW)).distinct()


declare_scope(User, _accounts)
declare_scope(OneTimeCode, own_or(Permission.PEOPLE_MANAGE, "given_by"))
declare_scope(Person, _people)
for _of_a_person in (Post, LanguageSkill, Expertise, Training):
    declare_scope(_of_a_person, through("person"))
declare_scope(UnitUserObjectPermission, own_or(Permission.PEOPLE_MANAGE))
