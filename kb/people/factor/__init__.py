"""The second factor: a code of one's own phone beside the password, for whom it is set up."""
