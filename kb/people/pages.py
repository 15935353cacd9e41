"""The pages of people: the way in and what they prove it by, their accounts, their settings."""

from kb.people.accounts.passwords import bp as passwords
from kb.people.accounts.views import bp as accounts
from kb.people.factor.requiring import bp as factors
from kb.people.factor.stepping import bp as second_step
from kb.people.factor.views import bp as factor
from kb.people.oidc.views import bp as provider
from kb.people.views import bp as people

PEOPLE = (people, accounts, passwords, provider, factor, factors, second_step)
