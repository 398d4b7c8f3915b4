"""The commands of the shell, a function each. stdout is data, and nothing else."""
