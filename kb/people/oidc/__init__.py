"""Signing in where the organisation's people sign in anyway (OpenID Connect)."""
