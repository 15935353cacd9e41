"""Related: practices of one matter, beside what is read and before it is written twice."""
