"""The one door to guardian: offices projected onto units, and single records shared with single persons."""

from django.contrib.auth.models import Permission as DjangoPermission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from guardian.models import UserObjectPermission

from portal.units.models import Unit

from .permissions import Permission

SHARED = "shared"


def codename(permission: str) -> str:
    return str(permission).replace(".", "_")


def sync_permissions() -> None:
    """One Django permission on Unit for each of ours, so that guardian can hold it."""
    content_type = ContentType.objects.get_for_model(Unit)
    for permission in Permission:
        DjangoPermission.objects.update_or_create(
            content_type=content_type, codename=codename(permission), defaults={"name": str(permission.value)}
        )


def project(user) -> None:
    """Write guardian's rows about units anew from the offices that the user holds today."""
    from .models import UnitUserObjectPermission
    from .roles import ROLES

    content_type = ContentType.objects.get_for_model(Unit)
    known = {p.codename: p for p in DjangoPermission.objects.filter(content_type=content_type)}
    wanted = {
        (unit, known[codename(p)].pk)
        for role, unit in user.roles.current().values_list("role", "unit_id")
        for p in ROLES[role].permissions
    }
    UnitUserObjectPermission.objects.filter(user=user).delete()
    UnitUserObjectPermission.objects.bulk_create(
        UnitUserObjectPermission(user=user, content_object_id=unit, permission_id=permission)
        for unit, permission in sorted(wanted)
    )


def share(record: models.Model, *, with_user) -> None:
    """Let one person read one record whatever their offices."""
    UserObjectPermission.objects.get_or_create(
        user=with_user,
        permission=_shared_permission(type(record)),
        content_type=ContentType.objects.get_for_model(record),
        object_pk=str(record.pk),
    )


def unshare(record: models.Model, *, with_user) -> None:
    UserObjectPermission.objects.filter(
        user=with_user, permission=_shared_permission(type(record)), object_pk=str(record.pk)
    ).delete()


def shared_with(user, model: type[models.Model]) -> models.QuerySet:
    """Ids of the model's rows shared with this user, as a subquery."""
    return (
        UserObjectPermission.objects.filter(
            user=user,
            permission__codename=SHARED,
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
        )
        .annotate(record_id=Cast("object_pk", models.BigIntegerField()))
        .values("record_id")
    )


def shares_mark(user_pk: int) -> tuple[int, int]:
    """Another one after each sharing with this user, and after each end of one."""
    found = UserObjectPermission.objects.filter(user=user_pk)
    last, count = found.aggregate(last=models.Max("pk"), count=models.Count("pk")).values()
    return last or 0, count


def _shared_permission(model: type[models.Model]) -> DjangoPermission:
    content_type = ContentType.objects.get_for_model(model)
    return DjangoPermission.objects.get_or_create(
        content_type=content_type, codename=SHARED, defaults={"name": "Shared"}
    )[0]


def move_shares(source: models.Model, target: models.Model) -> int:
    """Who was let in to `source` is let in to `target` instead (two records that became one)."""
    shares = UserObjectPermission.objects.filter(
        permission=_shared_permission(type(source)), object_pk=str(source.pk)
    )
    users = [share.user for share in shares.select_related("user")]
    for user in users:
        share(target, with_user=user)
    shares.delete()
    return len(users)
