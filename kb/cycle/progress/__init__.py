"""How far the learners of a pair are with its practices, as far as they let the others see."""
