# One-way constraints with strengths, in the manner of DeltaBlue: chains and projections of variables
# are kept consistent while values are edited; classes, lists and virtual calls.

REQUIRED, STRONG, MEDIUM, WEAK = 0, 1, 2, 3


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.users = []
        self.determined_by = None
        self.strength = WEAK + 1
        self.mark = 0


class Constraint:
    def __init__(self, strength):
        self.strength = strength
        self.output = None

    def attach(self, planner):
        for v in self.variables():
            v.users.append(self)
        planner.add(self)

    def detach(self, planner):
        for v in self.variables():
            v.users.remove(self)
        planner.remove(self)

    def inputs(self):
        return [v for v in self.variables() if v is not self.output]


class Stay(Constraint):
    def __init__(self, variable, strength):
        Constraint.__init__(self, strength)
        self.variable = variable

    def variables(self):
        return [self.variable]

    def choose(self, mark):
        v = self.variable
        self.output = v if v.mark != mark and self.strength < v.strength else None
        return self.output is not None

    def execute(self):
        pass


class Edit(Stay):
    pass


class Equal(Constraint):
    def __init__(self, a, b, strength):
        Constraint.__init__(self, strength)
        self.a = a
        self.b = b

    def variables(self):
        return [self.a, self.b]

    def choose(self, mark):
        a, b = self.a, self.b
        self.output = None
        if a.mark == mark:
            if b.mark != mark and self.strength < b.strength:
                self.output = b
        elif b.mark == mark:
            if self.strength < a.strength:
                self.output = a
        elif a.strength > b.strength:
            if self.strength < a.strength:
                self.output = a
        elif self.strength < b.strength:
            self.output = b
        return self.output is not None

    def execute(self):
        if self.output is self.b:
            self.b.value = self.a.value
        else:
            self.a.value = self.b.value


class Scale(Equal):
    def __init__(self, a, factor, offset, b, strength):
        Equal.__init__(self, a, b, strength)
        self.factor = factor
        self.offset = offset

    def variables(self):
        return [self.a, self.factor, self.offset, self.b]

    def execute(self):
        if self.output is self.b:
            self.b.value = self.a.value * self.factor.value + self.offset.value
        else:
            self.a.value = (self.b.value - self.offset.value) // self.factor.value


class Planner:
    def __init__(self):
        self.mark = 0

    def add(self, constraint):
        self.mark += 1
        overridden = self.satisfy(constraint)
        while overridden is not None:
            overridden = self.satisfy(overridden)

    def satisfy(self, constraint):
        mark = self.mark
        if not constraint.choose(mark):
            assert constraint.strength != REQUIRED
            return None
        for v in constraint.inputs():
            v.mark = mark
        out = constraint.output
        overridden = out.determined_by
        if overridden is not None:
            overridden.output = None
        out.determined_by = constraint
        self.propagate(constraint)
        out.mark = mark
        return overridden

    def strength_of(self, constraint):
        weakest = constraint.strength
        for v in constraint.inputs():
            if v.strength > weakest:
                weakest = v.strength
        return weakest

    def propagate(self, constraint):
        work = [constraint]
        n = 0
        while work:
            c = work.pop()
            out = c.output
            out.strength = self.strength_of(c)
            c.execute()
            for user in out.users:
                if user is not c and user.output is not None and user.output is not out:
                    work.append(user)
            n += 1
        return n

    def remove(self, constraint):
        out = constraint.output
        constraint.output = None
        if out is None:
            return
        out.determined_by = None
        out.strength = WEAK + 1
        unsatisfied = []
        work = [out]
        seen = {}
        while work:
            v = work.pop()
            for c in v.users:
                if c.output is None:
                    if id(c) not in seen:
                        seen[id(c)] = True
                        unsatisfied.append(c)
                elif c.output is not v:
                    c.output.strength = self.strength_of(c)
                    work.append(c.output)
        unsatisfied.sort(key=lambda c: c.strength)
        for c in unsatisfied:
            if c.output is None:
                self.add(c)

    def plan(self, edit):
        order = []
        work = [edit]
        while work:
            c = work.pop()
            order.append(c)
            for user in c.output.users:
                if user is not c and user.output is not None and user.output is not c.output:
                    work.append(user)
        return order


def set_value(planner, variable, values):
    edit = Edit(variable, STRONG)
    edit.attach(planner)
    plan = planner.plan(edit)
    for value in values:
        variable.value = value
        for c in plan:
            c.execute()
    edit.detach(planner)


def chain(n):
    planner = Planner()
    variables = [Variable("v%d" % i, 0) for i in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Equal(a, b, REQUIRED).attach(planner)
    Stay(variables[n], WEAK).attach(planner)
    set_value(planner, variables[0], range(100))
    assert all([v.value == 99 for v in variables])
    set_value(planner, variables[n], range(50))
    assert all([v.value == 49 for v in variables])


def projection(n):
    planner = Planner()
    factor = Variable("factor", 10)
    offset = Variable("offset", 1000)
    for v in (factor, offset):
        Stay(v, MEDIUM).attach(planner)
    sources, targets = [], []
    for i in range(n):
        a = Variable("source%d" % i, i)
        b = Variable("target%d" % i, i)
        Stay(a, MEDIUM).attach(planner)
        Scale(a, factor, offset, b, REQUIRED).attach(planner)
        sources.append(a)
        targets.append(b)
    set_value(planner, sources[0], range(18))
    assert targets[0].value == 1170
    set_value(planner, targets[0], [1050])
    assert sources[0].value == 5
    set_value(planner, factor, [5])
    assert [t.value for t in targets[1:]] == [i * 5 + 1000 for i in range(1, n)]
    set_value(planner, offset, [2000])
    assert [t.value for t in targets[1:]] == [i * 5 + 2000 for i in range(1, n)]


def main():
    for _ in range(25):
        chain(400)
    for _ in range(8):
        projection(400)


for _ in range(3):
    main()
