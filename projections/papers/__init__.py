"""Papers across all matters: which wait for approval, and which were sent back to whoever drafted them."""
