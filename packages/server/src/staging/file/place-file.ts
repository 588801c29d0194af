// Puts a stored file into a bundle, readable for every uid.
import { chmod, copyFile, link } from "node:fs/promises";
import { codeOf, spaceFault } from "./disk-faults.js";

const cannotLink = ["EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP"];

/** By hard link where the host permits, else as a copy; mode 0444 either way. */
export async function placeFile(from: string, to: string): Promise<void> {
  // The link shares the inode, so the mode is set on the stored file itself; its folder is closed to others.
  await chmod(from, 0o444);
  try {
    await link(from, to);
  } catch (error) {
    if (!cannotLink.includes(codeOf(error))) throw spaceFault(error);
    await copyFile(from, to).catch((failed: unknown) => {
      throw spaceFault(failed);
    });
    await chmod(to, 0o444);
  }
}
