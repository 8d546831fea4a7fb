"""Optional labellers of training audio beside musicnn; their files are given by path, no part of this project."""
