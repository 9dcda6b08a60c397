"""Two briefings side by side: what the later one says that the earlier one did not. Reads values, computes no section.

It needs neither the articles nor the store: what was printed is compared with what was printed.
"""
