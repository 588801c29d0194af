// The table of the attack suite: groups C, E, F, G, H and I, which are attacks of a job. Requests are attacked elsewhere: see elsewhere.ts.
import type { Case } from "../case.js";
import { archives } from "./archives.js";
import { channel } from "./channel.js";
import { files } from "./files.js";
import { kernel } from "./kernel.js";
import { network } from "./network.js";
import { outputs } from "./outputs.js";
import { resources } from "./resources.js";
import { waiting } from "./waiting.js";

export const cases: readonly Case[] = [...archives, ...files, ...outputs, ...channel, ...network, ...kernel, ...resources, ...waiting];
