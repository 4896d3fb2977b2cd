"""What stands behind the command `./sinau`: it makes the environment, starts the database and the
server, and takes all of it down again. Only Python's own library is used here, because this code
runs before anything is installed.

Words it owns: environment, cluster, supervisor, trouble.
"""
