"""One reader for each file format: bytes in, plain text out, nothing else."""
