# _sysconfigdata__linux_ — nothing was configured by a Makefile here.
build_time_vars = {}
