import sys

print(f"{len(sys.argv)} arguments")
