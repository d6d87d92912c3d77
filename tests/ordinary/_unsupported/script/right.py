import sys


def main():
    print(f"{len(sys.argv) - 1} arguments, read {input()}")


if __name__ == "__main__":
    main()
