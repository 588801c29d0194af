// Why a host refuses to make sandboxes, and the one line that cures it.
import { access, readFile } from "node:fs/promises";

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function setting(path: string): Promise<string> {
  return (await readFile(path, "latin1").catch(() => "")).trim();
}

/** Is the root folder no mount of its own: then it was chosen by chroot(2), in which the kernel makes no user namespace. */
function isChroot(mountinfo: string): boolean {
  return mountinfo !== "" && mountinfo.split("\n").every((line) => line.split(" ")[4] !== "/");
}

/** One sentence: what is missing and the line to type. */
export async function cureFor(complaint: string): Promise<string> {
  if (/bwrap: not found|ENOENT/.test(complaint)) return "bubblewrap is not installed. Type: apt-get install bubblewrap";
  const isAboutNamespaces = /namespace|uid map|loopback|mount proc|pivot_root|Operation not permitted|Permission denied/i.test(complaint);
  if (!isAboutNamespaces) return `A sandbox could not be made: ${complaint}`;
  if (isChroot(await setting("/proc/self/mountinfo"))) {
    const line = "bwrap --dev-bind FOLDER / --proc /proc --cap-add ALL -- COMMAND";
    return `The server runs in a chroot, where the kernel makes no user namespaces. Enter the folder not by chroot but, as root, by: ${line}`;
  }
  if ((await exists("/.dockerenv")) || (await exists("/run/.containerenv"))) {
    const options = "--security-opt seccomp=unconfined --security-opt systempaths=unconfined";
    return `This container may not make sandboxes. Start it with: docker run ${options}`;
  }
  if ((await setting("/proc/sys/kernel/unprivileged_userns_clone")) === "0") {
    return "User namespaces are switched off for users. Type as root: sysctl -w kernel.unprivileged_userns_clone=1";
  }
  if ((await setting("/proc/sys/user/max_user_namespaces")) === "0") {
    return "User namespaces are switched off. Type as root: sysctl -w user.max_user_namespaces=15000";
  }
  if ((await setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")) === "1") {
    return "AppArmor forbids user namespaces to users. Type as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
  }
  return `This host refuses to make a sandbox: ${complaint}`;
}
