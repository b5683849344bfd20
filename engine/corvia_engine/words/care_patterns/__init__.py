"""Turns of phrase that speak of harm, and those that only sound so. The patterns are our own.

Except for `other_languages` they read one English sentence in plain spelling
(`care_spelling.in_plain_spelling`), by way of a `PhraseBook`. They exist to recognise words, never
to print them.
"""
