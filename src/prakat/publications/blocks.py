"""The parts a clerk can put into a publication. Each has a plain form (see ``freeze``) that the site renders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["bold", "ol", "ul", "link"]


def clause_block(depth: int) -> blocks.StructBlock:
    """A numbered clause; numbers are text as printed, never counted by the screen."""
    fields: list[tuple[str, blocks.Block]] = [
        ("n", blocks.CharBlock(label=_("Number as printed"), max_length=20)),
        ("html", blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)),
    ]
    if depth > 1:
        fields.append(
            ("items", blocks.ListBlock(clause_block(depth - 1), label=_("Sub-clauses"), default=[]))
        )
    return blocks.StructBlock(fields, label=_("Clause"))


class SignatureBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name as printed"), max_length=200)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Post, one line each"))


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("What the table shows"), max_length=200)
    head = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Column heads"))
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, max_length=2000)), label=_("Rows")
    )


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200)
    post = blocks.CharBlock(label=_("Post"), max_length=200)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=50)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    photo = ImageChooserBlock(label=_("Photo"), required=False)


def chart_block(depth: int) -> blocks.StructBlock:
    fields: list[tuple[str, blocks.Block]] = [
        ("post", blocks.CharBlock(label=_("Unit or post"), max_length=200)),
        ("holder", blocks.CharBlock(label=_("Held by"), required=False, max_length=200)),
    ]
    if depth > 1:
        fields.append(("items", blocks.ListBlock(chart_block(depth - 1), label=_("Below it"), default=[])))
    return blocks.StructBlock(fields, label=_("Box"))


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=200)
    detail = blocks.TextBlock(label=_("What happens"), required=False)
    time = blocks.CharBlock(label=_("Time it takes"), required=False, max_length=100)


class QuestionBlock(blocks.StructBlock):
    q = blocks.CharBlock(label=_("Question"), max_length=300)
    a = blocks.TextBlock(label=_("Answer"))


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("What the picture shows, in words"), max_length=300)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)


class ProjectBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Project"), max_length=300)
    budget = blocks.DecimalBlock(label=_("Budget in baht"), required=False, min_value=0)
    spent = blocks.DecimalBlock(label=_("Spent in baht"), required=False, min_value=0)
    progress = blocks.IntegerBlock(label=_("Progress in percent"), required=False, min_value=0, max_value=100)
    detail = blocks.TextBlock(label=_("Detail"), required=False)


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    heading = blocks.CharBlock(label=_("Heading"), max_length=300)
    clauses = blocks.ListBlock(clause_block(4), label=_("Numbered clauses"))
    table = TableBlock(label=_("Table"))
    people = blocks.ListBlock(PersonBlock(), label=_("Person cards"))
    chart = blocks.ListBlock(chart_block(5), label=_("Organisation chart"))
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"))
    faq = blocks.ListBlock(QuestionBlock(), label=_("Questions and answers"))
    image = PictureBlock(label=_("Picture"))
    project = ProjectBlock(label=_("Project"))
    signature = SignatureBlock(label=_("Signature block"))
    part = blocks.CharBlock(label=_("Heading of an annex"), max_length=300)
