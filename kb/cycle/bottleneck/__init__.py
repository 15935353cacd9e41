"""The bottleneck: where practices wait longest for their next stage."""
