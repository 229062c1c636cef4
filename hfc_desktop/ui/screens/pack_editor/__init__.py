"""The authoring desk: a pack as a tree, one item as YAML or as a form, its card beside it, its faults below."""
