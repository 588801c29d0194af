// The seccomp filter of a sandbox as raw classic BPF: an allow-list by call. What is not listed is refused with "not permitted", what the
// kernel got later with "not there" and extended attributes with "not supported", so that libraries fall back. Calls in a foreign convention
// end the child.
import { allowed, allowedRequests, audits, lacking, type Machine } from "./syscalls.js";

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfAnySet = 0x45;
const give = 0x06;

const allow = 0x7fff0000;
const killAll = 0x80000000;
const notPermitted = 0x00050000 | 1;
const notThere = 0x00050000 | 38;
const noSuchFamily = 0x00050000 | 97;
const notSupported = 0x00050000 | 95;
const noSuchRequest = 0x00050000 | 25;

/** Offsets in struct seccomp_data; arguments by their lower half (little-endian). */
const numberAt = 0;
const conventionAt = 4;
const argumentAt = (index: number) => 16 + 8 * index;

const cloneNamespaces = 0x7e020000;
/** TIOCSTI and TIOCLINUX put characters into a terminal; TIOCSETD loads line disciplines. */
const terminalTricks = [0x5412, 0x541c, 0x5423];
const unixFamily = 1;
const internetFamily = 2;
const tcp = 6;
/** F_SETLEASE and F_NOTIFY tell of what others do with files that all can read. */
const watches = [1024, 1026];
/** RLIMIT_CORE stays at the one byte that keeps the host's handler of cores from being started. */
const coreLimit = 4;
/** Numbers from here on are newer than what an older kernel knew: handles of children, io_uring, the new mount calls, clone3 and later. */
const firstNew = 424;
const x32Bit = 0x40000000;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** Runs `body` if the call has this number. Every body ends with a verdict. */
function onCall(number: number, body: readonly Instruction[]): Instruction[] {
  return [[jumpIfEqual, 0, body.length, number], ...body];
}

const verdict = (value: number): Instruction => [give, 0, 0, value];

/** One verdict if the argument is one of the values, else the other. */
function byArgument(index: number, values: readonly number[], verdicts: { readonly match: number; readonly other: number }): Instruction[] {
  const checks = values.flatMap((value): Instruction[] => [[jumpIfEqual, 0, 1, value], verdict(verdicts.match)]);
  return [[load, 0, 0, argumentAt(index)], ...checks, verdict(verdicts.other)];
}

/** Calls that are allowed for some arguments only. */
const bodies: Readonly<Record<string, readonly Instruction[]>> = {
  clone: [[load, 0, 0, argumentAt(0)], [jumpIfAnySet, 0, 1, cloneNamespaces], verdict(notPermitted), verdict(allow)],
  ioctl: [
    [load, 0, 0, argumentAt(1)],
    ...allowedRequests.flatMap((request): Instruction[] => [[jumpIfEqual, 0, 1, request], verdict(allow)]),
    ...terminalTricks.flatMap((request): Instruction[] => [[jumpIfEqual, 0, 1, request], verdict(notPermitted)]),
    verdict(noSuchRequest),
  ],
  fcntl: byArgument(1, watches, { match: notPermitted, other: allow }),
  prlimit64: [
    [load, 0, 0, argumentAt(1)],
    [jumpIfEqual, 1, 0, coreLimit],
    verdict(allow),
    // Without new values, a null pointer of both halves, it is only read.
    [load, 0, 0, argumentAt(2)],
    [jumpIfEqual, 0, 3, 0],
    [load, 0, 0, argumentAt(2) + 4],
    [jumpIfEqual, 0, 1, 0],
    verdict(allow),
    verdict(notPermitted),
  ],
  socket: byArgument(0, [unixFamily], { match: allow, other: noSuchFamily }),
  socketpair: byArgument(0, [unixFamily], { match: allow, other: noSuchFamily }),
};

/**
 * For jobs with a way out, whose clients reach the proxy on their own loopback by TCP of IPv4: type 1 (stream) and the usual protocol. Beside it no
 * socket of the internet can be made.
 */
const socketWithTcp: readonly Instruction[] = [
  [load, 0, 0, argumentAt(0)],
  ...[[jumpIfEqual, 0, 1, unixFamily] as const, verdict(allow)],
  ...[[jumpIfEqual, 1, 0, internetFamily] as const, verdict(noSuchFamily)],
  [load, 0, 0, argumentAt(1)],
  ...[[jumpIfAnySet, 0, 1, 0xe] as const, verdict(noSuchFamily)],
  ...[[jumpIfAnySet, 1, 0, 0x1] as const, verdict(noSuchFamily)],
  ...byArgument(2, [0, tcp], { match: allow, other: noSuchFamily }),
];

function instructions(machine: Machine, hasWayOut: boolean): Instruction[] {
  const column = machine === "x64" ? 1 : 2;
  const [firstAttribute, lastAttribute] = lacking.attributes[machine];
  const bodyOf = (name: string) => (hasWayOut && name === "socket" ? socketWithTcp : (bodies[name] ?? [verdict(allow)]));
  const calls = allowed.filter((row) => row[column] >= 0).flatMap((row) => onCall(row[column], bodyOf(row[0])));
  return [
    [load, 0, 0, conventionAt],
    [jumpIfEqual, 1, 0, audits[machine]],
    verdict(killAll),
    [load, 0, 0, numberAt],
    [jumpIfAtLeast, 0, 1, x32Bit],
    verdict(killAll),
    ...calls,
    ...onCall(lacking.timerCreate[machine], [verdict(notThere)]),
    [jumpIfAtLeast, 0, 2, firstAttribute],
    [jumpIfAtLeast, 1, 0, lastAttribute + 1],
    verdict(notSupported),
    [jumpIfAtLeast, 0, 1, firstNew],
    verdict(notThere),
    verdict(notPermitted),
  ];
}

/** The filter's bytes, as the kernel takes them. `hasWayOut`: sockets of TCP can be made. undefined: no table for this machine. */
export function seccompFilter(arch: string, hasWayOut = false): Buffer | undefined {
  if (arch !== "x64" && arch !== "arm64") return undefined;
  const program = instructions(arch, hasWayOut);
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, value], index) => {
    const at = index * 8;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(ifTrue, at + 2);
    bytes.writeUInt8(ifFalse, at + 3);
    bytes.writeUInt32LE(value >>> 0, at + 4);
  });
  return bytes;
}
