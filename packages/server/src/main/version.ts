// The version of this server, as its package says.
import { readFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { readonly version: string };

/** e.g. 0.1.0 */
export const serverVersion = version;
