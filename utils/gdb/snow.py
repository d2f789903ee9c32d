#===- snow.py - Processes in gdb -------------------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""gdb commands for programs with the Snow runtime.

    (gdb) source utils/gdb/snow.py
    (gdb) snow processes          a line for every process
    (gdb) snow backtrace 7        the stack of the suspended process <0.7>

Work on a running program and, but for the backtrace, on a core file. The
offsets come from the program itself: runtime/observe/GdbLayout.cpp.
"""

import struct

import gdb

EMPTY, WAITING, CLOSED = 0, 1, 2
POINTER_MASK = (1 << 48) - 1
NO_PID = (1 << 64) - 1
SLOT_BITS = 24


class NoRuntime(gdb.GdbError):
    pass


def address_of(symbol):
    found = gdb.lookup_static_symbol(symbol) or gdb.lookup_global_symbol(symbol)
    if found:
        return int(found.value().address)
    try:
        return int(gdb.parse_and_eval(f"(unsigned long)&{symbol}"))
    except gdb.error as error:
        raise NoRuntime(f"no Snow runtime in this program: {error}")


def read(address, size):
    return bytes(gdb.selected_inferior().read_memory(address, size))


def word(address):
    return struct.unpack("<Q", read(address, 8))[0]


def text(address):
    return gdb.Value(address).cast(
        gdb.lookup_type("char").pointer()).string()


def read_layout():
    rows = {}
    at = address_of("snow_gdb_layout")
    while name := word(at):
        rows[text(name)] = word(at + 8)
        at += 16
    return rows


def function_name(address):
    if address == 0:
        return "-"
    block = gdb.block_for_pc(address)
    while block and not block.function:
        block = block.superblock
    if block:
        return block.function.print_name
    described = gdb.execute(f"info symbol {address}", to_string=True)
    return described.split(" in section")[0].strip()


class Process:
    def __init__(self, layout, address, slot):
        field = lambda name: word(address + layout["process." + name])
        inbox = field("inbox")
        self.pid = (inbox >> 48) << SLOT_BITS | slot
        self.mark = inbox & POINTER_MASK
        self.function = function_name(field("function"))
        self.stack = field("stack")
        self.continuation = field("continuation")
        self.waits_for = field("waitsFor")
        self.running = None
        location = field("location")
        self.place = "-"
        if location:
            length = word(location)
            self.place = read(location + layout["string.bytes"],
                              length).decode("utf-8", "replace")

    @property
    def state(self):
        if self.running is not None:
            return f"runs on worker {self.running}"
        if self.waits_for != NO_PID:
            return f"waits for the reply of <0.{self.waits_for}>"
        if self.mark == WAITING:
            return "waits for a message"
        return "ready"


class Program:
    """The runtime of the program that gdb looks at."""

    def __init__(self):
        self.layout = read_layout()
        self.runtime = word(address_of("snow_active_runtime"))
        if not self.runtime:
            raise NoRuntime("the Snow runtime is not up")

    def running(self):
        """The address of the process that each worker runs."""
        begin = word(self.runtime + self.layout["runtime.workers"])
        end = word(self.runtime + self.layout["runtime.workers"] + 8)
        return {word(word(at) + self.layout["worker.current"]): index
                for index, at in enumerate(range(begin, end, 8))}

    def processes(self):
        running = self.running()
        chunks = word(self.runtime + self.layout["runtime.table.chunks"])
        bits, size = self.layout["chunk.bits"], self.layout["process.size"]
        for number in range(self.layout["chunk.max"]):
            chunk = word(chunks + 8 * number)
            if not chunk:
                return
            memory = read(chunk, size << bits)
            for index in range(1 << bits):
                inbox = struct.unpack_from(
                    "<Q", memory,
                    index * size + self.layout["process.inbox"])[0]
                if inbox & POINTER_MASK == CLOSED:
                    continue
                address = chunk + index * size
                process = Process(self.layout, address, number << bits | index)
                process.running = running.get(address)
                yield process


class Snow(gdb.Command):
    """Commands for programs with the Snow runtime."""

    def __init__(self):
        super().__init__("snow", gdb.COMMAND_STACK, prefix=True)


class Processes(gdb.Command):
    """snow processes: a line for every process."""

    def __init__(self):
        super().__init__("snow processes", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        for each in Program().processes():
            print(f"<0.{each.pid}>  {each.function}  {each.state}  "
                  f"{each.place}")


class Backtrace(gdb.Command):
    """snow backtrace PID: the stack of a suspended process.

PID is the number in <0.PID>. A process that waits without a stack has a
continuation instead: the function that runs when a message comes."""

    # What jump_fcontext of Boost.Context 1.81 leaves on an x86-64 stack. The
    # runtime's own switch stores three registers in the stack's record; the
    # others are in the frames.
    SAVED = {"r12": 0x10, "r13": 0x18, "r14": 0x20, "r15": 0x28, "rbx": 0x30,
             "rbp": 0x38, "rip": 0x40}
    OWN = {"rsp": 0, "rip": 8, "rbp": 16}

    def __init__(self):
        super().__init__("snow backtrace", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        try:
            wanted = int(argument.strip().strip("<>").rsplit(".")[-1])
        except ValueError:
            raise gdb.GdbError("usage: snow backtrace PID")
        program = Program()
        for process in program.processes():
            if process.pid == wanted:
                return self.show(program, process)
        raise gdb.GdbError(f"no process <0.{wanted}>")

    def show(self, program, process):
        if process.running is not None:
            print(f"<0.{process.pid}> runs on worker {process.running}: see "
                  "'thread apply all backtrace'")
        elif not process.stack:
            print(f"<0.{process.pid}> has no stack; it goes on in "
                  f"{function_name(process.continuation)}")
        else:
            at = process.stack + program.layout["stack.context"]
            if program.layout["stack.own_switch"]:
                saved = {name: word(at + offset)
                         for name, offset in self.OWN.items()}
            else:
                context = word(at)
                saved = {name: word(context + offset)
                         for name, offset in self.SAVED.items()}
                saved["rsp"] = context + 0x48
            self.walk(saved)

    def walk(self, saved):
        frame = gdb.newest_frame()
        frame.select()
        before = {name: int(gdb.parse_and_eval(f"(unsigned long)${name}"))
                  for name in saved}
        try:
            for name, value in saved.items():
                gdb.execute(f"set ${name} = {value}")
            gdb.execute("backtrace")
        finally:
            for name, value in before.items():
                gdb.execute(f"set ${name} = {value}")


Snow()
Processes()
Backtrace()
