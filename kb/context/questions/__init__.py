"""Questions: sets of them that make somebody tell a case instead of an opinion."""
