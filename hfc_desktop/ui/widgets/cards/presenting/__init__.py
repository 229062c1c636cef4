"""From a guidance item to what its card shows: pure functions, a module a family of kinds."""
