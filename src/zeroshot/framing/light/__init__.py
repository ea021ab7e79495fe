"""What lights what: lamps of the set and the film, the Earth and the sun by the minute of the orbit."""
