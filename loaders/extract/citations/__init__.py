"""Citations: every mention of a document and what the sentence says of it."""
