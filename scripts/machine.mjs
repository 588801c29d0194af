// Says in one sentence why this machine cannot run Terrarium. In old syntax (ES2017) and without imports: old versions of Node.js must be able to read it.

/**
 * The sentence to print, or undefined on a machine that is fine.
 * @param {string} version of Node.js, without a leading "v"
 * @param {string} platform as in process.platform
 * @returns {string | undefined}
 */
export function machineProblem(version, platform) {
  if (platform !== "linux") {
    const why = "its sandboxes are made of Linux namespaces";
    return `Terrarium runs on Linux only (${why}), and this is ${platform}; use a Linux machine, a virtual machine or WSL 2.`;
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return `Terrarium needs Node.js 20.19 or newer, and this is ${version}; install a newer one, e.g. with "nvm install 20", and try again.`;
  }
  return undefined;
}
