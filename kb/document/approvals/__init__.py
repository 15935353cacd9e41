"""Approvals: the one whose knowledge it is says yes, or hands back with a reason (R8)."""
