"""Needs: what somebody looked for and did not find."""
