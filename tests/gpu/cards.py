"""Five cards in the stub's words: names, memory and limits as their drivers are known to report them; the moment's
values are typical ones."""

from __future__ import annotations

T600 = """card NVIDIA T600 Laptop GPU|4096|GPU-11111111-0000-0000-0000-000000000600
arch 6;major 7;minor 5;bus 00000000:01:00.0;used 10;reserved 178;util 0;heat 41;clock 300;memclock 405;throttle 1"""
GTX_1660 = """card NVIDIA GeForce GTX 1660 SUPER|6144|GPU-22222222-0000-0000-0000-000000001660
arch 6;major 7;minor 5;bus 00000000:0A:00.0;used 420;reserved 202;util 3;heat 38;watts 14;fan 0;clock 300
memclock 405;throttle 1;limit 125;least 70;most 150"""
RTX_3060 = """card NVIDIA GeForce RTX 3060|12288|GPU-33333333-0000-0000-0000-000000003060
arch 7;major 8;minor 6;bus 00000000:06:00.0;used 1800;reserved 238;util 62;heat 66;watts 141;fan 48;clock 1882
memclock 7300;throttle 4;limit 170;least 100;most 212;ecc 0"""
RTX_4070 = """card NVIDIA GeForce RTX 4070|12282|GPU-44444444-0000-0000-0000-000000004070
arch 8;major 8;minor 9;bus 00000000:01:00.0;used 1200;reserved 273;util 37;heat 61;watts 148;fan 30;clock 2475
memclock 10501;throttle 0;limit 200;least 100;most 215;proc 4711 900;proc 815 200"""
RTX_4090 = """card NVIDIA GeForce RTX 4090|24564|GPU-55555555-0000-0000-0000-000000004090
arch 8;major 8;minor 9;bus 00000000:41:00.0;used 21000;reserved 408;util 100;heat 72;watts 431;fan 61;clock 2730
memclock 10501;throttle 36;limit 450;least 150;most 600;ecc 0"""
SYSTEM = "cuda 13000;driver 580.95.05"

ALL = {"T600": T600, "1660": GTX_1660, "3060": RTX_3060, "4070": RTX_4070, "4090": RTX_4090}


def world(*parts: str) -> str:
    """One line for ask.py: the parts of the stub's world, its system first."""
    return ";".join((SYSTEM, *parts)).replace("\n", ";")


# The PCI bus of a laptop with an Intel display and an NVIDIA card, as files below /sys.
def laptop(root, *, status: str = "suspended", control: str = "auto") -> None:
    files = {
        "bus/pci/devices/0000:00:02.0/class": "0x030000", "bus/pci/devices/0000:00:02.0/vendor": "0x8086",
        "bus/pci/devices/0000:01:00.0/class": "0x030200", "bus/pci/devices/0000:01:00.0/vendor": "0x10de",
        "bus/pci/devices/0000:01:00.0/power/runtime_status": status,
        "bus/pci/devices/0000:01:00.0/power/control": control, "class/dmi/id/chassis_type": "10",
    }  # fmt: skip
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content + "\n")
