"""A wiki for tacit knowledge, laid out as the path that knowledge takes.

    identify -> document -> share -> internalise -> (identify)

Socialising is the ground under every stage; people and practices are what the
stages speak of. A stage imports what stands before it on the path and tells what
comes after it through an event; ``reactions`` says who listens. The cycle's pages
and search look at the whole path, and no stage knows them.
"""
