"""The list of matters: kept lists, a filter above each column, any order, many at once, and export of what is shown."""
