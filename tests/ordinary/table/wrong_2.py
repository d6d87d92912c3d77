class Table:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, place):
        if isinstance(place, tuple):
            row, column = place
            return self.rows[row][column]
        return self.rows[place]

    def __setitem__(self, place, value):
        row, column = place
        self.rows[row][column] = value

    def __iter__(self):
        return iter(self.rows)

    def column(self, number):
        return [row[number] for row in self.rows]
