"""Methods: how a wording was made, and with whom."""
