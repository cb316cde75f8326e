"""Which sockets a process that is shut in may open, on Linux: plain TCP ones, of which Landlock then says that they may
listen and not connect. Landlock knows no datagrams, no local sockets and no connection that begins with its first
bytes, so the kernel's filter of system calls (seccomp) refuses these."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_OTHER_NUMBERS = 0x40000000
"""From here on numbers mean the calls of another binary interface of the same processor."""
_IO_URING = 425
_INET, _INET6, _STREAM, _KIND, _TCP = 2, 10, 1, 0xF, 6
_FAST_OPEN = 0x20000000

# Architecture as the kernel calls it, and the numbers of socket, sendto, sendmsg and sendmmsg.
_MACHINES = {"x86_64": (0xC000003E, 41, 44, 46, 307), "aarch64": (0xC00000B7, 198, 206, 211, 269)}


def can_refuse() -> bool:
    """Whether this kernel and processor have the filter."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_SECCOMP, _FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT  # it looked for the filter, so it knows filters


def refuse() -> None:
    """For this thread and all threads and programs that it starts from now on, for good; they must not be able to gain
    privileges (PR_SET_NO_NEW_PRIVS). OSError where the kernel does not take it."""
    steps = _program(*_MACHINES[platform.machine()])
    code = ctypes.create_string_buffer(b"".join(steps))
    whole = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_SECCOMP, _FILTER, whole, 0, 0):
        raise OSError(ctypes.get_errno(), "the engine's sockets cannot be limited")


def _program(architecture: int, socket: int, sendto: int, sendmsg: int, sendmmsg: int) -> list[bytes]:
    """Each test goes on with the next step, or jumps over so many."""
    body = [
        _step(_LOAD, _NUMBER),
        *_refused_if(_AT_LEAST, _OTHER_NUMBERS),
        *_refused_if(_EQUAL, _IO_URING),
        *_sending(sendto, 3), *_sending(sendmsg, 2), *_sending(sendmmsg, 3),
        _step(_EQUAL, socket, 1, 0), _step(_RETURN, _ALLOW),
        _argument(0), _step(_EQUAL, _INET, 2, 0), _step(_EQUAL, _INET6, 1, 0), _step(_RETURN, _REFUSE),
        _argument(1), _step(_AND, _KIND), _step(_EQUAL, _STREAM, 1, 0), _step(_RETURN, _REFUSE),
        _argument(2), _step(_EQUAL, 0, 2, 0), _step(_EQUAL, _TCP, 1, 0), _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]  # fmt: skip
    known = [_step(_LOAD, _ARCHITECTURE), _step(_EQUAL, architecture, 1, 0), _step(_RETURN, _REFUSE)]
    return [*known, *body]


def _sending(number: int, flags: int) -> list[bytes]:
    """Refused when it opens a connection with its first bytes; the call's number is loaded before and after."""
    looking = [_argument(flags), *_refused_if(_ANY_BIT, _FAST_OPEN), _step(_LOAD, _NUMBER)]
    return [_step(_EQUAL, number, 0, len(looking)), *looking]


def _refused_if(test: int, value: int) -> list[bytes]:
    return [_step(test, value, 0, 1), _step(_RETURN, _REFUSE)]


def _argument(place: int) -> bytes:
    """Its lower half: all that are looked at are whole numbers of 32 bits."""
    return _step(_LOAD, _ARGUMENTS + 8 * place)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("@HBBI", code, if_so, if_not, value)
