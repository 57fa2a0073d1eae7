"""The larger commands of `planner`, one module each; their bodies call services."""
