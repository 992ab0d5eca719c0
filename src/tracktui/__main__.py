from tracktui.cli.main import run

run()
