// Asks the server of a data directory through its administrator's socket; why it cannot be asked is told in words.
import { adminPath, askAdmin, NoServerError } from "../main/admin-socket.js";
import { type Configured, configOf } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";

/** What the server answers. Its absence is said in words. */
export async function askServer(options: Configured, method: "GET" | "POST", action: string, body?: object): Promise<unknown> {
  const { dataDir } = configOf(options).server;
  try {
    return await askAdmin(adminPath(dataDir), method, action, body);
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    if (error.code === "EACCES" || error.code === "EPERM")
      throw new CommandError(`The server of ${dataDir} takes this from its own account and from root only.`, exitCodes.notAllowed);
    throw new CommandError(
      `No server works on ${dataDir} (${error.code}); name its data directory by --data or --config.`,
      exitCodes.infrastructure,
    );
  }
}
