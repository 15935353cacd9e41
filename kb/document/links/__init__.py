"""Links: which practice mentions which, by whatever name, and which lead nowhere."""
