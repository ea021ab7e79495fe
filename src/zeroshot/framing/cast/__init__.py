"""People of the scene as posed bodies: who they are, how they hold themselves and what they hold."""
