"""Reads an official Thai document: its head becomes fields, the rest a body of blocks, nothing is lost.

Thai offices write by a fixed form (Office of the Prime Minister's Regulation on Correspondence, B.E. 2526):
kind and agency, number, เรื่อง, text with numbered clauses, place and day, signature, annex. Where a line
fits no form it is a paragraph.
"""

from prakat.publications.reading.body import Block, read_body
from prakat.publications.reading.official import Reading, read_official
from prakat.publications.reading.plain import to_text

__all__ = ["Block", "Reading", "read_body", "read_official", "to_text"]
