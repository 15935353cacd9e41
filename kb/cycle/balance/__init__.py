"""The balance: in which of the four ways knowledge moved, quarter by quarter."""
