"""What people offer as mentors: how many they take, and whether now."""
