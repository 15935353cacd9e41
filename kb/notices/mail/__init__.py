"""Letters: what is new goes out by mail, in one letter on a working morning.

A letter has no words of its own. What it says is composed when it goes, of what its reader may
see then; so nothing is sent of what was hidden meanwhile, and what was read is not sent again.
"""
