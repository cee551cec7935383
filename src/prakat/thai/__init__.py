"""Thai ways of writing and counting: the Buddhist Era, office hours, text, words, names.

Pure Python: nothing here knows Django, the database or the agency, so every other room may use it.
"""
