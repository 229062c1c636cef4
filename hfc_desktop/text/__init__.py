"""Normalising, pinyin, similarity, personal-data scanner."""
