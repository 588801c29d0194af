// Asks the server of a data directory through its administrator's socket; why it cannot be asked is told in words.
import { adminPath, askAdmin, knock, NoServerError } from "../main/admin-socket.js";
import { type Configured, configOf } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";

/** A server that is busy answers within a moment. */
const patienceMs = 30_000;

/** What the server answers. Its absence is said in words. */
export async function askServer(options: Configured, method: "GET" | "POST", action: string, body?: object): Promise<unknown> {
  const { dataDir } = configOf(options).server;
  try {
    await knock(adminPath(dataDir), patienceMs);
    return await askAdmin(adminPath(dataDir), method, action, body);
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    if (error.code === "EACCES" || error.code === "EPERM")
      throw new CommandError(`The server of ${dataDir} takes this from its own account and from root only.`, exitCodes.notAllowed);
    if (error.code === "ETIMEDOUT")
      throw new CommandError(
        `The server of ${dataDir} runs, but has not answered for ${patienceMs / 1000} s: it was stopped, hangs, or has too much to do. See its log, or restart it.`,
        exitCodes.infrastructure,
      );
    throw new CommandError(
      `No server works on ${dataDir} (${error.code}); name its data directory by --data or --config.`,
      exitCodes.infrastructure,
    );
  }
}
