"""Papers: documents written elsewhere, read so that they are found, or made into drafts."""
