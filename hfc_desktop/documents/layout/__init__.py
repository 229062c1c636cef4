"""One layout system for all printed forms: lines of Chinese text, blocks, pages."""
