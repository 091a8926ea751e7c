"""What a merge of two partners does with what agreements, resources, needs and offers say of them."""

from django.db.models import Sum

from partners.models import Partner
from partners.models.movable import declare_movable

from ..models import Approach, DonorShare, Party


def _parties(keep: Partner, gone: Partner) -> None:
    """One agreement names the partner once; the party under the kept one stays, with its name at signing."""
    held = Party.objects.filter(partner=keep).values("agreement_id")
    Party.objects.filter(partner=gone, agreement_id__in=held).delete()


def _shares(keep: Partner, gone: Partner) -> None:
    """Two shares of one resource become their sum: it is the same donor."""
    for share in DonorShare.objects.filter(partner=keep):
        double = DonorShare.objects.filter(partner=gone, resource=share.resource_id)
        added = double.aggregate(all=Sum("percent"))["all"]
        if added:
            double.delete()
            share.percent += added
            share.save(update_fields=["percent"])


def _approaches(keep: Partner, gone: Partner) -> None:
    """Asked on one day for one need: the row with the kept one stays."""
    for row in Approach.objects.filter(partner=keep):
        Approach.objects.filter(partner=gone, need=row.need_id, asked_on=row.asked_on).delete()


declare_movable("agreements.Agreement.partners", "agreements.Resource.partners", "agreements.Offer.partner")
declare_movable("agreements.Party.partner", settle=_parties)
declare_movable("agreements.DonorShare.partner", settle=_shares)
declare_movable("agreements.Approach.partner", settle=_approaches)
