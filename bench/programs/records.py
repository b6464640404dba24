# A mix of statements in the proportions of systems programs, in the manner of Dhrystone: records that
# point at records, global and local arrays, characters, procedures with few arguments.

IDENT_1, IDENT_2, IDENT_3, IDENT_4, IDENT_5 = 1, 2, 3, 4, 5


class Record:
    def __init__(self, next_record=None, kind=0, choice=0, number=0, text=""):
        self.next_record = next_record
        self.kind = kind
        self.choice = choice
        self.number = number
        self.text = text

    def copy(self):
        return Record(self.next_record, self.kind, self.choice, self.number, self.text)


TEXT_1 = "RECORDS PROGRAM, 1'ST STRING"
TEXT_2 = "RECORDS PROGRAM, 2'ND STRING"
TEXT_3 = "RECORDS PROGRAM, SOME STRING"

int_global = 0
bool_global = False
char_1 = "\0"
char_2 = "\0"
array_1 = [0] * 51
array_2 = [array_1[:] for _ in range(51)]
record = None
next_record = None


def is_third(choice):
    return choice == IDENT_3


def choose(choice):
    result = choice
    if not is_third(choice):
        result = IDENT_4
    if choice == IDENT_1:
        result = IDENT_1
    elif choice == IDENT_2:
        result = IDENT_1 if int_global > 100 else IDENT_4
    elif choice == IDENT_3:
        result = IDENT_2
    elif choice == IDENT_5:
        result = IDENT_3
    return result


def add_two(a, b):
    return b + a + 2


def update_record(r):
    following = record.copy()
    r.next_record = following
    r.number = 5
    following.number = r.number
    following.next_record = r.next_record
    following.next_record = link(following.next_record)
    if following.kind == IDENT_1:
        following.number = 6
        following.choice = choose(r.choice)
        following.next_record = record.next_record
        following.number = add_two(following.number, 10)
    else:
        r = following.copy()
    following.next_record = None
    return r


def link(r):
    global int_global
    if record is not None:
        r = record.next_record
    else:
        int_global = 100
    record.number = add_two(10, int_global)
    return r


def adjust(n):
    k = n + 10
    while True:
        if char_1 == "A":
            k -= 1
            n = k - int_global
            return n


def set_chars():
    global bool_global, char_2
    b = char_1 == "A"
    bool_global = b or bool_global
    char_2 = "B"


def fill_arrays(a, b, i, n):
    global int_global
    k = i + 5
    a[k] = n
    a[k + 1] = a[k]
    a[k + 30] = k
    for j in range(k, k + 2):
        b[k][j] = k
    b[k][k - 1] += 1
    b[k + 20][k] = a[k]
    int_global = 5


def same_letter(a, b):
    c = a
    return IDENT_1 if c != b else IDENT_2


def text_is_later(a, b):
    k = 1
    while k <= 1:
        if same_letter(a[k], b[k + 1]) == IDENT_1:
            k += 1
    if a > b:
        return True
    return False


def run(n):
    global int_global, bool_global, char_1, char_2, record, next_record
    next_record = Record()
    record = Record(next_record, IDENT_1, IDENT_3, 40, TEXT_3)
    array_2[8][7] = 10
    for i in range(n):
        char_1 = "A"
        set_chars()
        a = 2
        b = 3
        text = TEXT_2
        choice = IDENT_2
        bool_global = not text_is_later(TEXT_1, text)
        while a < b:
            c = 5 * a - b
            c = add_two(a, b)
            a += 1
        fill_arrays(array_1, array_2, a, c)
        record = update_record(record)
        letter = "A"
        while letter <= char_2:
            if choice == same_letter(letter, "C"):
                choice = choose(IDENT_1)
            letter = chr(ord(letter) + 1)
        b = b * a
        a = b // c
        b = 7 * (b - c) - a
        a = adjust(a)
    return a, b, c, choice


def main():
    n = 350000
    assert run(n) == (5, 13, 7, 2)
    assert (int_global, bool_global, char_1, char_2) == (5, True, "A", "B")
    assert array_1[8] == 7 and array_2[8][7] == n + 10
    assert record.number == 17 and record.text == TEXT_3 and record.next_record.number == 18


main()
