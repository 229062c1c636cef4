"""The manager's morning: five numbers, what is due, what customers come with, and the way to everything else."""
