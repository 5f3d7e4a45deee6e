"""How soon a picture of a graph is there, and how smoothly it moves: ours and pyvis, by the number of documents."""
