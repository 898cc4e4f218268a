from gradient_check_runner.main import main

main()
