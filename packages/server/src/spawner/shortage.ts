// Tells a host that has no room at this moment from one that cannot: no more children, memory, descriptors or namespaces, which others will give back.
// Such a sandbox is tried again later, and is no failure of its job.

const codes: readonly unknown[] = ["EAGAIN", "ENOMEM", "EMFILE", "ENFILE"];

/** Did a system call say so. */
export function isShortage(error: unknown): boolean {
  return error instanceof Error && "code" in error && codes.includes(error.code);
}

/** A launcher's own name at the beginning: what a process prints while it is loaded is not believed. */
const said =
  /^(bwrap|unshare|setpriv|runc|crun|runsc|\/bin\/sh|sh)\b.*(resource temporarily unavailable|cannot fork|namespace failed: (no space left on device|cannot allocate memory))/i;

/** Did a launcher say so in its last line. */
export function saysShortage(line: string): boolean {
  return said.test(line);
}
