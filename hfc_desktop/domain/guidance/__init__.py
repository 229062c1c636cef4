"""Guidance: what a teller finds, says, asks and does. One file a content kind.

The dataclasses here are the one definition of a guidance item. The pack loader checks YAML against them, editors get
their JSON Schema from them, the lookup index stores them, cards and documents show them. The string under a field is
its description for editors.
"""
