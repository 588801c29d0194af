// The filter of seccomp.ts as a profile for runtimes that bring their own compiler of filters: the form that the OCI runtime-spec and the
// Docker API share. The same calls, the same verdicts. Pure.
import { allowed, allowedRequests, type Machine } from "./syscalls.js";

export interface SeccompArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: "SCMP_CMP_EQ" | "SCMP_CMP_NE" | "SCMP_CMP_MASKED_EQ";
}

export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: "SCMP_ACT_ALLOW" | "SCMP_ACT_ERRNO";
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArgument[];
}

export interface SeccompProfile {
  readonly defaultAction: "SCMP_ACT_ERRNO";
  readonly architectures: readonly string[];
  readonly syscalls: readonly SeccompRule[];
}

const architectures: Readonly<Record<Machine, string>> = { x64: "SCMP_ARCH_X86_64", arm64: "SCMP_ARCH_AARCH64" };

const cloneNamespaces = 0x7e020000;
const unixFamily = 1;
const internetFamily = 2;
const tcp = 6;
const coreLimit = 4;
const watches = [1024, 1026];
const lowerHalf = 0xffffffff;
const notThere = 38;
const noSuchFamily = 97;
const noSuchRequest = 25;
const notSupported = 95;

const attributes = ["", "l", "f"].flatMap((kind) => ["set", "get", "list", "remove"].map((verb) => `${kind}${verb}xattr`));

/** Calls that are newer than the list, which libraries must take for not there. Names that a runtime does not know are no harm. */
const newer = [
  ...["timer_create", "pidfd_send_signal", "pidfd_open", "open_tree", "move_mount", "fsopen", "fsconfig", "fsmount", "fspick", "openat2"],
  ...["io_uring_setup", "io_uring_enter", "io_uring_register", "clone3", "pidfd_getfd", "process_madvise", "epoll_pwait2"],
  ...["mount_setattr", "quotactl_fd", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "memfd_secret"],
  ...["process_mrelease", "futex_waitv", "set_mempolicy_home_node", "cachestat", "fchmodat2", "map_shadow_stack"],
];

/**
 * Every 32-bit number but the given ones in the argument `index`, as masked comparisons. They look at the lower half of the argument, as the kernel does: a comparison
 * by size would look at all of it, and be passed by a high bit that the kernel drops.
 */
function allBut(values: readonly number[], index = 1, prefix = 0, bits = 0): SeccompArgument[] {
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  const inside = values.filter((value) => (value & mask) >>> 0 === prefix);
  if (inside.length === 0) return [{ index, value: mask, valueTwo: prefix, op: "SCMP_CMP_MASKED_EQ" }];
  if (bits === 32) return [];
  const half = 2 ** (31 - bits);
  return [...allBut(inside, index, prefix, bits + 1), ...allBut(inside, index, prefix + half, bits + 1)];
}

const allow = (name: string, argument: SeccompArgument): SeccompRule => ({ names: [name], action: "SCMP_ACT_ALLOW", args: [argument] });

/** Calls that are allowed for some arguments only. */
const byArgument: Readonly<Record<string, readonly SeccompRule[]>> = {
  clone: [allow("clone", { index: 0, value: cloneNamespaces, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" })],
  ioctl: [
    ...allowedRequests.map((request) => allow("ioctl", { index: 1, value: lowerHalf, valueTwo: request, op: "SCMP_CMP_MASKED_EQ" })),
    ...allBut(allowedRequests).map(
      (argument): SeccompRule => ({ names: ["ioctl"], action: "SCMP_ACT_ERRNO", errnoRet: noSuchRequest, args: [argument] }),
    ),
  ],
  fcntl: allBut(watches).map((argument) => allow("fcntl", argument)),
  prlimit64: [
    ...allBut([coreLimit]).map((argument) => allow("prlimit64", argument)),
    allow("prlimit64", { index: 2, value: 0, op: "SCMP_CMP_EQ" }),
  ],
  ...Object.fromEntries(
    ["socket", "socketpair"].map((name): [string, SeccompRule[]] => [
      name,
      [
        allow(name, { index: 0, value: unixFamily, op: "SCMP_CMP_EQ" }),
        {
          names: [name],
          action: "SCMP_ACT_ERRNO",
          errnoRet: noSuchFamily,
          args: [{ index: 0, value: unixFamily, op: "SCMP_CMP_NE" }],
        },
      ],
    ]),
  ),
};

/** As in seccomp.ts: TCP of IPv4, and nothing else of the internet. */
const socketWithTcp: readonly SeccompRule[] = [
  allow("socket", { index: 0, value: unixFamily, op: "SCMP_CMP_EQ" }),
  ...[0, tcp].map(
    (protocol): SeccompRule => ({
      names: ["socket"],
      action: "SCMP_ACT_ALLOW",
      args: [
        { index: 0, value: internetFamily, op: "SCMP_CMP_EQ" },
        { index: 1, value: 0xf, valueTwo: 1, op: "SCMP_CMP_MASKED_EQ" },
        { index: 2, value: protocol, op: "SCMP_CMP_EQ" },
      ],
    }),
  ),
  ...allBut([unixFamily, internetFamily], 0).map(
    (argument): SeccompRule => ({ names: ["socket"], action: "SCMP_ACT_ERRNO", errnoRet: noSuchFamily, args: [argument] }),
  ),
];

export interface ProfileWishes {
  /** Names of calls that a program of the runtime's own needs beside. */
  readonly more?: readonly string[];
  /** Sockets of TCP can be made. */
  readonly hasWayOut?: boolean;
}

/** The profile; undefined: no table for this machine. */
export function seccompProfile(arch: string, { more = [], hasWayOut = false }: ProfileWishes = {}): SeccompProfile | undefined {
  if (arch !== "x64" && arch !== "arm64") return undefined;
  const column = arch === "x64" ? 1 : 2;
  const names = allowed.filter((row) => row[column] >= 0).map((row) => row[0]);
  const rules = hasWayOut ? { ...byArgument, socket: socketWithTcp } : byArgument;
  return {
    defaultAction: "SCMP_ACT_ERRNO",
    architectures: [architectures[arch]],
    syscalls: [
      { names: [...names.filter((name) => rules[name] === undefined), ...more], action: "SCMP_ACT_ALLOW" },
      ...names.flatMap((name) => rules[name] ?? []),
      { names: attributes, action: "SCMP_ACT_ERRNO", errnoRet: notSupported },
      { names: newer, action: "SCMP_ACT_ERRNO", errnoRet: notThere },
    ],
  };
}
