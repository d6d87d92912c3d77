def count_lines(path):
    with open(path) as file:
        return sum(1 for _ in file)


def write_report(path, values):
    with open(path, "w") as file:
        for key, value in values.items():
            print(f"{key}={value}", file=file)
