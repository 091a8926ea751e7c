"""allauth's letters go through our queue, so that a silent mail server delays them and stops nobody."""

from django.db import transaction

from portal.accounts.adapter import InvitedOnly
from portal.notifications.messages import Message
from portal.notifications.services import write_letter


class LettersByQueue(InvitedOnly):
    @transaction.atomic
    def send_mail(self, template_prefix, email, context):
        letter = self.render_mail(template_prefix, email, context)
        write_letter(to=email, message=Message(letter.subject, letter.body))
