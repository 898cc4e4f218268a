import sys

if __name__ == "__main__":
    if sys.version_info < (3, 8):
        from gradient_check_runner.old_python import main
    else:
        from gradient_check_runner.main import main
    main()
