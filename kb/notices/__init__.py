"""Notices: who is told what, once it has happened.

Reactions alone tell: ``tell(person, NoticeKind.…, Topic(About.…, number), by=who_acted)``
writes one row in its cause's transaction. A notice keeps no words of what it is about, only its
number: what the reader may see of it is asked anew each time it is shown (``sights``). To tell
of one thing more: a kind with its label, where needed an ``About`` with its row in ``SIGHTS``,
and the reaction in a module named after its cause, beside ``actions``.
"""
