"""Form fields that read what officers write: Thai dates, several files at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from prakat.thai import dates

MEGABYTE = 1024 * 1024


class ThaiDateField(forms.Field):
    """A date in any spelling that Thai papers use; shown back as they sign it."""

    default_error_messages = {
        "invalid": _("This is not a date the system can read. Write it like 3 ต.ค. 2563 or ๓ ตุลาคม ๒๕๖๓.")
    }

    def prepare_value(self, value: Any) -> Any:
        return dates.long(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return dates.parse_date(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files, each within the upload limit."""

    widget = FilesInput
    default_error_messages = {
        "too_large": _("%(name)s is larger than %(limit)s MB. Make it smaller, or split it into parts."),
        "empty": _("The file is empty. Choose it again."),
    }

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data]
        return [self._one(item) for item in given if item]

    def _one(self, item: Any) -> UploadedFile:
        if item.size > settings.MAX_UPLOAD_BYTES:
            values = {"name": item.name, "limit": settings.MAX_UPLOAD_BYTES // MEGABYTE}
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large", params=values)
        cleaned: UploadedFile = super().clean(item)
        return cleaned
