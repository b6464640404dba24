# Method calls: plain, inherited, through super(), properties, static and class methods, operators.


class Account:
    opened = 0

    def __init__(self, balance):
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount
        return self

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        return True

    @property
    def is_empty(self):
        return self.balance == 0

    @staticmethod
    def fee(amount):
        return amount // 100

    @classmethod
    def count(cls):
        return cls.opened


class Savings(Account):
    def deposit(self, amount):
        super().deposit(amount + 1)
        return self


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


def main():
    n = 450000
    a = Account(0)
    s = Savings(0)
    for i in range(n):
        a.deposit(10).deposit(5)
        a.withdraw(5)
        s.deposit(1)
        assert not a.is_empty
        a.withdraw(Account.fee(100))
    assert a.balance == n * 9
    assert s.balance == n * 2
    assert not s.withdraw(n * 2 + 1)
    assert Savings.count() == 2
    v = Vector(0, 0)
    step = Vector(1, 2)
    for i in range(n):
        v = v + step
    assert v == Vector(n, 2 * n)


main()
