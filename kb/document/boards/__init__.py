"""Workshop boards: sticky notes of many people, grouped together, that become drafts."""
