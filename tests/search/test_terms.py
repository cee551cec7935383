"""Words that only ask weigh little; words that say something weigh all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prakat.search.terms import ASKING_WEIGHT, CONTENT_WEIGHT, LONGEST_QUERY, analyse


def test_a_question_keeps_its_subject():
    weights = {word.text: word.weight for word in analyse("ภาษีที่ดินคืออะไร").words}
    assert weights["อะไร"] == weights["คือ"] == ASKING_WEIGHT
    assert weights["ภาษี"] == CONTENT_WEIGHT


def test_a_question_of_question_words_still_asks_something():
    assert sum(analyse("ใครคืออะไร").grams.values()) > 0


def test_a_trigram_weighs_most_where_it_says_most():
    assert analyse("ที่ดิน").grams["ดิน"] == CONTENT_WEIGHT


def test_thai_digits_ask_for_the_same():
    assert analyse("๒๕๖๓") == analyse("2563")


@given(st.text(max_size=500) | st.text(st.sampled_from("ก่ำ ๒\x00\ud800"), min_size=150, max_size=600))
def test_any_text_is_a_query_of_bounded_length(text):
    terms = analyse(text)
    assert len(terms.text) <= LONGEST_QUERY
    assert "".join(word.text for word in terms.words) == terms.text
    assert all(len(gram) == 3 and 0 < weight <= 1 for gram, weight in terms.grams.items())
