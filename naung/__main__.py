from naung.project.cli import main

main(prog_name="naung")
