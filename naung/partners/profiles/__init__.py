"""Banks' own text layouts of payment files, each described by one yaml file beside this one."""
