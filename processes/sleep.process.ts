// Sleeps five times and reports between: shows progress, and is something to pause, resume and dismiss.
import { setTimeout as sleepMs } from "node:timers/promises";
import { defineProcess, literal, UserError } from "@terrarium/sdk";

/** What an empty delay means in the original. */
const defaultDelayS = 10;
const percents = [20, 40, 60, 80, undefined];

export const sleep = defineProcess({
  id: "sleep",
  version: "None",
  title: "Sleep Process",
  abstract: "Sleeps five times for the given number of seconds and reports its progress between",
  translations: { cs: { title: "Spánek", abstract: "Pětkrát čeká zadaný počet sekund a mezi tím hlásí svůj průběh" } },
  metadata: [{ title: "Sleep" }, { title: "Wait" }, { title: "Delay" }],
  inputs: { delay: literal("float", { title: "Delay between every update", translations: { cs: { title: "Prodleva mezi hlášeními" } } }) },
  outputs: { sleep_output: literal("string", { title: "Sleep Output", translations: { cs: { title: "Výstup" } } }) },
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  async run({ inputs, job }) {
    const delayS = inputs.delay === 0 ? defaultDelayS : inputs.delay;
    if (!(delayS >= 0 && delayS <= 86_400)) throw new UserError("The delay must be from 0 to 86400 seconds.", { input: "delay" });
    for (const percent of percents) {
      await sleepMs(delayS * 1000);
      if (percent !== undefined) job.progress(percent, "Waiting...");
    }
    return { sleep_output: "done sleeping" };
  },
});
