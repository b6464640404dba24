# An operating-system kernel in play, in the manner of Richards: tasks that pass packets through
# queues, chosen by priority; many small methods and attribute updates.

WORK, DEVICE = 0, 1


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4


def append_to(queue, packet):
    packet.link = None
    if queue is None:
        return packet
    last = queue
    while last.link is not None:
        last = last.link
    last.link = packet
    return queue


class Task:
    def __init__(self, kernel, name, priority, queue):
        self.kernel = kernel
        self.name = name
        self.priority = priority
        self.queue = queue
        self.is_waiting = False
        self.is_held = False
        kernel.tasks[name] = self
        kernel.ordered.append(self)

    def is_ready(self):
        return not self.is_held and not (self.is_waiting and self.queue is None)

    def run(self):
        packet = None
        if self.is_waiting:
            packet = self.queue
            self.queue = packet.link
            packet.link = None
            self.is_waiting = False
        self.step(packet)

    def wait(self):
        self.is_waiting = True

    def hold(self):
        self.kernel.n_held += 1
        self.is_held = True


class Idle(Task):
    def __init__(self, kernel, name, count):
        Task.__init__(self, kernel, name, 0, None)
        self.seed = 1
        self.count = count

    def step(self, packet):
        self.count -= 1
        if self.count == 0:
            self.hold()
        elif self.seed & 1:
            self.seed = self.seed >> 1 ^ 0xD008
            self.kernel.release("device b")
        else:
            self.seed >>= 1
            self.kernel.release("device a")


class Worker(Task):
    def __init__(self, kernel, name, queue):
        Task.__init__(self, kernel, name, 1000, queue)
        self.target = "handler a"
        self.letter = 0
        self.wait()

    def step(self, packet):
        if packet is None:
            self.wait()
            return
        self.target = "handler b" if self.target == "handler a" else "handler a"
        packet.owner = self.target
        packet.datum = 0
        for i in range(4):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[i] = 64 + self.letter
        self.kernel.send(self, packet)
        self.wait()


class Handler(Task):
    def __init__(self, kernel, name, priority, queue, device):
        Task.__init__(self, kernel, name, priority, queue)
        self.device = device
        self.work = None
        self.devices = None
        self.wait()

    def step(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = append_to(self.work, packet)
            else:
                self.devices = append_to(self.devices, packet)
        work = self.work
        if work is None:
            self.wait()
            return
        if work.datum >= 4:
            self.work = work.link
            work.owner = "worker"
            self.kernel.send(self, work)
            return
        device_packet = self.devices
        if device_packet is None:
            self.wait()
            return
        self.devices = device_packet.link
        device_packet.datum = work.data[work.datum]
        work.datum += 1
        device_packet.owner = self.device
        self.kernel.send(self, device_packet)


class Device(Task):
    def __init__(self, kernel, name, priority):
        Task.__init__(self, kernel, name, priority, None)
        self.pending = None
        self.handler = "handler a" if name == "device a" else "handler b"
        self.wait()

    def step(self, packet):
        if packet is not None:
            self.pending = packet
            self.hold()
        elif self.pending is None:
            self.wait()
        else:
            packet = self.pending
            self.pending = None
            packet.owner = self.handler
            self.kernel.send(self, packet)
            self.kernel.checksum = (self.kernel.checksum * 31 + packet.datum) % 1000003


class Kernel:
    def __init__(self, count):
        self.tasks = {}
        self.ordered = []
        self.n_held = 0
        self.n_sent = 0
        self.checksum = 0
        Idle(self, "idle", count)
        queue = Packet(Packet(None, None, WORK), None, WORK)
        Worker(self, "worker", queue)
        for name, priority in (("a", 2000), ("b", 3000)):
            queue = None
            for _ in range(3):
                queue = Packet(queue, None, DEVICE)
            Handler(self, "handler " + name, priority, queue, "device " + name)
        Device(self, "device a", 4000)
        Device(self, "device b", 5000)
        self.ordered.sort(key=lambda task: -task.priority)

    def send(self, sender, packet):
        self.n_sent += 1
        receiver = self.tasks[packet.owner]
        packet.link = None
        receiver.queue = append_to(receiver.queue, packet)

    def release(self, name):
        self.tasks[name].is_held = False

    def next_task(self):
        for task in self.ordered:
            if task.is_ready():
                return task
        return None

    def run(self):
        while True:
            task = self.next_task()
            if task is None:
                return
            task.run()


def main():
    kernel = Kernel(120000)
    kernel.run()
    assert kernel.tasks["idle"].count == 0
    assert (kernel.n_sent, kernel.n_held, kernel.checksum) == (279150, 111659, 762775)


main()
