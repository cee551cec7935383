"""The desk's forms. Labels are the words of the office's own papers; what can be read or known is filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from prakat.desk.fields import FilesField, ThaiDateField
from prakat.org.models import Appointment, Unit
from prakat.procedure.models import Decision
from prakat.procedure.rules import Check
from prakat.publications.kinds import DataType, Kind
from prakat.publications.models import SECTION_CHOICES

LONGEST_PASTE = 500_000


class SignInForm(AuthenticationForm):
    """Name and password; the refusal does not say which of the two was wrong."""

    error_messages = {
        "invalid_login": _("The user name or the password is not right. Capital letters matter."),
        "inactive": _("This account is closed. Ask the central information unit."),
    }


class DropForm(forms.Form):
    """The first of two steps: hand in a file or a text."""

    uploads = FilesField(label=_("Put the file here"), required=False)
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("uploads") and not data.get("text"):
            raise forms.ValidationError(_("Choose a file or paste the text first."), code="nothing")
        return data


class SignatoryField(forms.ModelChoiceField):
    """Who signed, among those who hold a chief's post."""

    def label_from_instance(self, obj: Any) -> str:
        return signatory_words(obj)


def signatory_words(appointment: Appointment) -> str:
    name = appointment.user.full_name
    post = str(appointment.position)
    return post if name == post else f"{name} {post}".strip()


class DraftForm(forms.Form):
    """The second step: what was read, to be corrected."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    title = forms.CharField(
        label=_("Subject"), max_length=255, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )
    signed = ThaiDateField(label=_("Date signed"), required=False)
    unit = forms.ModelChoiceField(
        label=_("Unit that answers"), queryset=Unit.objects.none(), empty_label=None
    )
    signatory = SignatoryField(label=_("Signatory"), queryset=Appointment.objects.none(), required=False)
    section = forms.ChoiceField(label=_("Section of the website"), choices=SECTION_CHOICES)
    summary = forms.CharField(
        label=_("Summary in plain words"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences for a reader without legal words."),
    )
    text = forms.CharField(
        label=_("Text on the page"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    keys = forms.MultipleChoiceField(
        label=_("Which matters does it answer"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nothing_to_report = forms.BooleanField(label=_("It says that there is nothing to report"), required=False)
    data_types = forms.MultipleChoiceField(
        label=_("Data types of the measure"),
        choices=DataType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    period_label = forms.CharField(label=_("Period in words"), max_length=100, required=False)
    period_start = ThaiDateField(label=_("Period from"), required=False)
    period_end = ThaiDateField(label=_("Period to"), required=False)
    publisher_note = forms.CharField(
        label=_("Note by the publisher"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A signed text is never corrected; say here what is wrong in it."),
    )
    change_note = forms.CharField(
        label=_("What has changed since the public edition"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    uploads = FilesField(label=_("Add files"), required=False)
    remove = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    opened = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        signatories: QuerySet[Appointment],
        matters: Iterable[tuple[str, Any]],
        attached: Iterable[tuple[str, str]],
        as_printed: str = "",
        correcting: bool = False,
        text_editable: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows("unit").queryset = units
        self._rows("signatory").queryset = signatories
        self._rows("signatory").empty_label = as_printed or _("Not stated")
        self._ticks("keys").choices = list(matters)
        self._ticks("remove").choices = list(attached)
        if correcting:
            self.fields["section"].disabled = True
        else:
            del self.fields["change_note"]
        if not text_editable:
            del self.fields["text"]

    def _rows(self, name: str) -> forms.ModelChoiceField:
        return cast(forms.ModelChoiceField, self.fields[name])

    def _ticks(self, name: str) -> forms.MultipleChoiceField:
        return cast(forms.MultipleChoiceField, self.fields[name])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if bool(start) != bool(end):
            self.add_error("period_end", _("Give both days of the period, or neither."))
        elif start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins."))
        return data

    def check_ready(self, *, files: int, has_body: bool) -> None:
        """What a draft may lack but a submission may not."""
        if not files and not has_body:
            self.add_error("uploads", _("There is neither text nor a file. Add one of them before sending."))
        if "change_note" in self.fields and not self.cleaned_data.get("change_note"):
            self.add_error("change_note", _("Say what has changed: the public sees it."))


class DecisionForm(forms.Form):
    """One act: approve or return, with the checklist where a check is among the steps."""

    outcome = forms.ChoiceField(choices=Decision.Outcome.choices)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    checklist = forms.MultipleChoiceField(
        choices=[(check.value, check.value) for check in Check],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason shown to the public"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
