/* A stand-in for the driver's library, for the real binding to load. Its world is the text file named by
   NVML_STUB_STATE, read anew at every call, so that a test can change it under a running program:

     card NAME|MIB|UUID    one more card with so much memory; the lines below are about the last one named
     used util heat watts fan clock memclock throttle reserved limit least most arch major minor ecc  NUMBER
                           a value (MiB, %, C, W, MHz, bits); left out = not supported
     bus ADDRESS           its PCI address
     card? UUID            the lines below are about this one again
     proc PID MIB          a program with so much of its memory; -1 = the system does not tell how much
     load PID PERCENT      a program that computes with so much of it
     xid NUMBER            an error that the driver reports, each line once
     lost CODE             every call about this card answers this code
     refuse CODE           setting its power limit answers this code (4 = only for administrators)
     stubborn              setting its power limit answers well and changes nothing
     cuda NUMBER           12080 is 12.8        driver TEXT
     fail CODE             every call answers this code
     init CODE             opening the library answers this code */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
enum { OK = 0, UNINITIALIZED = 1, INVALID = 2, UNSUPPORTED = 3, NOT_FOUND = 6, TOO_SMALL = 7, TIMEOUT = 10, IS_LOST = 15 };
enum { NONE = -1, MOST = 4, MOST_PROGRAMS = 8, VALUES = 16 };
enum { USED, UTIL, HEAT, WATTS, FAN, CLOCK, MEMCLOCK, THROTTLE, RESERVED, LIMIT, LEAST, TOP, ARCH, MAJOR, MINOR, ECC };
static const char *names[VALUES] = { "used", "util", "heat", "watts", "fan", "clock", "memclock", "throttle", "reserved",
                                     "limit", "least", "most", "arch", "major", "minor", "ecc" };

typedef struct {
    char name[96], uuid[96], bus[32];
    unsigned long long total;
    long value[VALUES], pid[MOST_PROGRAMS], mib[MOST_PROGRAMS];
    int programs, loaders, lost, refuse, stubborn;
    int loader[MOST_PROGRAMS], load[MOST_PROGRAMS];
} card_t;
static card_t cards[MOST];
static char driver[80];
static long xids[64];
static int count, opened, fail_code, init_code, cuda, errors, told;

static void cut(char *to, const char *from, size_t room) {
    size_t length = strcspn(from, "|\n");
    if (length >= room) length = room - 1;
    memcpy(to, from, length);
    to[length] = 0;
}

static card_t *add_card(char *line) {
    card_t *fresh = &cards[count++];
    char *bar = strchr(line, '|'), *second = bar ? strchr(bar + 1, '|') : NULL;
    int i;
    memset(fresh, 0, sizeof *fresh);
    for (i = 0; i < VALUES; i++) fresh->value[i] = NONE;
    cut(fresh->name, line + 5, sizeof fresh->name);
    fresh->total = bar ? strtoull(bar + 1, NULL, 10) << 20 : 0;
    if (second) cut(fresh->uuid, second + 1, sizeof fresh->uuid);
    return fresh;
}

static void about_card(card_t *card, char *line) {
    char word[16] = "";
    long number, mib;
    int i;
    if (sscanf(line, "%15s %ld", word, &number) == 2)
        for (i = 0; i < VALUES; i++)
            if (!strcmp(word, names[i])) card->value[i] = number;
    sscanf(line, "lost %d", &card->lost);
    sscanf(line, "refuse %d", &card->refuse);
    card->stubborn |= !strncmp(line, "stubborn", 8);
    sscanf(line, "bus %31s", card->bus);
    if (sscanf(line, "proc %ld %ld", &number, &mib) == 2 && card->programs < MOST_PROGRAMS) {
        card->pid[card->programs] = number;
        card->mib[card->programs++] = mib;
    }
    if (sscanf(line, "load %ld %ld", &number, &mib) == 2 && card->loaders < MOST_PROGRAMS) {
        card->loader[card->loaders] = (int)number;
        card->load[card->loaders++] = (int)mib;
    }
}

static card_t *named(const char *uuid) {
    int i;
    for (i = 0; i < count; i++)
        if (!strcmp(cards[i].uuid, uuid)) return &cards[i];
    return NULL;
}

static void look(void) {
    char line[256], uuid[96];
    card_t *about = NULL;
    char *path = getenv("NVML_STUB_STATE");
    FILE *state = path ? fopen(path, "r") : NULL;
    count = fail_code = init_code = cuda = errors = 0;
    strcpy(driver, "580.95.05");
    if (!state) return;
    while (fgets(line, sizeof line, state)) {
        if (!strncmp(line, "card ", 5) && count < MOST) about = add_card(line);
        else if (sscanf(line, "card? %95s", uuid) == 1) about = named(uuid);
        else if (about) about_card(about, line);
        if (!strncmp(line, "driver ", 7)) cut(driver, line + 7, sizeof driver);
        sscanf(line, "fail %d", &fail_code);
        sscanf(line, "init %d", &init_code);
        sscanf(line, "cuda %d", &cuda);
        if (errors < 64) errors += sscanf(line, "xid %ld", &xids[errors]) == 1;
    }
    fclose(state);
    if (told > errors) told = errors;
}

static int enter(void) {
    if (!opened) return UNINITIALIZED;
    look();
    return fail_code;
}

static int enter_card(card_t *card) {
    int code = enter();
    if (code) return code;
    if (card < cards || card >= cards + count) return IS_LOST; /* it was there when its handle was given out */
    return card->lost;
}

static int report(card_t *card, int what, unsigned *out, unsigned factor) {
    int code = enter_card(card);
    if (code) return code;
    if (card->value[what] == NONE) return UNSUPPORTED;
    *out = (unsigned)card->value[what] * factor;
    return OK;
}

static int text(const char *from, char *to, unsigned room) {
    if (room <= strlen(from)) return TOO_SMALL;
    strcpy(to, from);
    return OK;
}

static unsigned long long bytes(card_t *card, int what) {
    return card->value[what] == NONE ? 0 : (unsigned long long)card->value[what] << 20;
}

EXPORT int nvmlInitWithFlags(unsigned flags) { (void)flags; look(); if (init_code) return init_code; opened++; return OK; }
EXPORT int nvmlInit_v2(void) { return nvmlInitWithFlags(0); }
EXPORT int nvmlShutdown(void) { if (!opened) return UNINITIALIZED; opened--; return OK; }
EXPORT const char *nvmlErrorString(int code) { return code == IS_LOST ? "GPU is lost" : "Stub says no"; }
EXPORT int nvmlSystemGetDriverVersion(char *to, unsigned room) { int c = enter(); return c ? c : text(driver, to, room); }
EXPORT int nvmlSystemGetCudaDriverVersion_v2(int *out) { int c = enter(); *out = cuda; return c ? c : cuda ? OK : UNSUPPORTED; }
EXPORT int nvmlDeviceGetCount_v2(unsigned *out) { int c = enter(); *out = (unsigned)count; return c; }
EXPORT int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **out) {
    int code = enter();
    if (code) return code;
    if (index >= (unsigned)count) return INVALID;
    *out = &cards[index];
    return cards[index].lost;
}
EXPORT int nvmlDeviceGetHandleByUUID(const char *uuid, void **out) {
    int code = enter();
    card_t *found = code ? NULL : named(uuid);
    if (!found) return code ? code : NOT_FOUND;
    *out = found;
    return found->lost;
}
EXPORT int nvmlDeviceGetName(card_t *card, char *to, unsigned room) { int c = enter_card(card); return c ? c : text(card->name, to, room); }
EXPORT int nvmlDeviceGetUUID(card_t *card, char *to, unsigned room) { int c = enter_card(card); return c ? c : text(card->uuid, to, room); }
typedef struct { unsigned long long total, free, used; } memory_t;
EXPORT int nvmlDeviceGetMemoryInfo(card_t *card, memory_t *out) {
    int code = enter_card(card);
    if (code) return code;
    out->total = card->total;
    out->used = bytes(card, USED) + bytes(card, RESERVED);
    out->free = out->total - out->used;
    return OK;
}
typedef struct { unsigned version; unsigned long long total, reserved, free, used; } memory2_t;
EXPORT int nvmlDeviceGetMemoryInfo_v2(card_t *card, memory2_t *out) {
    int code = enter_card(card);
    if (code) return code;
    if (card->value[RESERVED] == NONE) return UNSUPPORTED;
    out->total = card->total;
    out->used = bytes(card, USED);
    out->reserved = bytes(card, RESERVED);
    out->free = out->total - out->used - out->reserved;
    return OK;
}
EXPORT int nvmlDeviceGetUtilizationRates(card_t *card, unsigned *out) { out[1] = 0; return report(card, UTIL, out, 1); }
EXPORT int nvmlDeviceGetTemperature(card_t *card, int sensor, unsigned *out) { (void)sensor; return report(card, HEAT, out, 1); }
EXPORT int nvmlDeviceGetPowerUsage(card_t *card, unsigned *out) { return report(card, WATTS, out, 1000); }
EXPORT int nvmlDeviceGetFanSpeed(card_t *card, unsigned *out) { return report(card, FAN, out, 1); }
EXPORT int nvmlDeviceGetClockInfo(card_t *card, unsigned kind, unsigned *out) { return report(card, kind == 2 ? MEMCLOCK : CLOCK, out, 1); }
EXPORT int nvmlDeviceGetArchitecture(card_t *card, unsigned *out) { return report(card, ARCH, out, 1); }
EXPORT int nvmlDeviceGetPowerManagementLimit(card_t *card, unsigned *out) { return report(card, LIMIT, out, 1000); }
EXPORT int nvmlDeviceGetPowerManagementLimitConstraints(card_t *card, unsigned *least, unsigned *most) {
    int code = report(card, LEAST, least, 1000);
    return code ? code : report(card, TOP, most, 1000);
}
EXPORT int nvmlDeviceSetPowerManagementLimit(card_t *card, unsigned milliwatts) {
    int code = enter_card(card);
    char *path = getenv("NVML_STUB_STATE");
    FILE *state;
    if (code) return code;
    if (card->refuse) return card->refuse;
    if (card->value[LIMIT] == NONE) return UNSUPPORTED;
    if (milliwatts < (unsigned)card->value[LEAST] * 1000 || milliwatts > (unsigned)card->value[TOP] * 1000) return INVALID;
    if (card->stubborn) return OK;
    if (!(state = fopen(path, "a"))) return UNSUPPORTED;
    fprintf(state, "\ncard? %s\nlimit %u\n", card->uuid, milliwatts / 1000);
    return fclose(state);
}
EXPORT int nvmlDeviceGetCudaComputeCapability(card_t *card, int *major, int *minor) {
    int code = report(card, MAJOR, (unsigned *)major, 1);
    return code ? code : report(card, MINOR, (unsigned *)minor, 1);
}
EXPORT int nvmlDeviceGetTotalEccErrors(card_t *card, int kind, int span, unsigned long long *out) {
    unsigned few = 0;
    int code = report(card, ECC, &few, 1);
    (void)kind; (void)span;
    *out = few;
    return code;
}
EXPORT int nvmlDeviceGetCurrentClocksThrottleReasons(card_t *card, unsigned long long *out) {
    unsigned bits = 0;
    int code = report(card, THROTTLE, &bits, 1);
    *out = bits;
    return code;
}
typedef struct { char legacy[16]; unsigned domain, bus, device, id, subsystem; char address[32]; } pci_t;
EXPORT int nvmlDeviceGetPciInfo_v3(card_t *card, pci_t *out) {
    int code = enter_card(card);
    if (code) return code;
    if (!card->bus[0]) return UNSUPPORTED;
    memset(out, 0, sizeof *out);
    return text(card->bus, out->address, sizeof out->address);
}
typedef struct { unsigned pid; unsigned long long used; unsigned gi, ci; } program_t;
EXPORT int nvmlDeviceGetComputeRunningProcesses_v3(card_t *card, unsigned *room, program_t *out) {
    int code = enter_card(card), i;
    if (code) return code;
    if (*room < (unsigned)card->programs) { *room = (unsigned)card->programs; return TOO_SMALL; }
    *room = (unsigned)card->programs;
    for (i = 0; i < card->programs; i++) {
        out[i].pid = (unsigned)card->pid[i];
        out[i].used = card->mib[i] < 0 ? ~0ULL : (unsigned long long)card->mib[i] << 20;
        out[i].gi = out[i].ci = 0;
    }
    return OK;
}
EXPORT int nvmlDeviceGetGraphicsRunningProcesses_v3(card_t *card, unsigned *room, program_t *out) {
    (void)out;
    *room = 0;
    return enter_card(card);
}
typedef struct { unsigned pid; unsigned long long at; unsigned sm, memory, encoder, decoder; } load_t;
EXPORT int nvmlDeviceGetProcessUtilization(card_t *card, load_t *out, unsigned *room, unsigned long long since) {
    int code = enter_card(card), i;
    if (code) return code;
    if (card->value[UTIL] == NONE) return UNSUPPORTED;
    if (!card->loaders) return NOT_FOUND;
    if (*room < (unsigned)card->loaders) { *room = (unsigned)card->loaders; return TOO_SMALL; }
    *room = (unsigned)card->loaders;
    memset(out, 0, sizeof *out * (size_t)card->loaders);
    for (i = 0; i < card->loaders; i++) {
        out[i].pid = (unsigned)card->loader[i];
        out[i].sm = (unsigned)card->load[i];
        out[i].at = since + 1 + (unsigned)i;
    }
    return OK;
}
EXPORT int nvmlEventSetCreate(void **out) { *out = malloc(16); return enter(); }
EXPORT int nvmlEventSetFree(void *set) { free(set); return OK; }
EXPORT int nvmlDeviceRegisterEvents(card_t *card, unsigned long long kinds, void *set) {
    int code = enter_card(card);
    (void)kinds; (void)set;
    told = errors;
    return code;
}
typedef struct { void *device; unsigned long long kind, data; unsigned gi, ci; } event_t;
EXPORT int nvmlEventSetWait_v2(void *set, event_t *out, unsigned wait_ms) {
    int code = enter();
    (void)set; (void)wait_ms;
    if (code) return code;
    if (told >= errors) return TIMEOUT;
    memset(out, 0, sizeof *out);
    out->device = &cards[0];
    out->kind = 8;
    out->data = (unsigned long long)xids[told++];
    return OK;
}
