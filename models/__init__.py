"""The nouns of the domain: frozen pydantic models, no verbs, no weights, no dependency of ours."""
