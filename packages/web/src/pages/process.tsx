// The page of a process: its form, alive. A form that is to be run again with changes says of which job in the fragment of its address.
import type { Json, JsonObject, Process } from "@terrarium/client";
import type { Surroundings } from "../form/field-parts.js";
import { type FormState, firstState } from "../form/form-state.js";
import { makeFormView } from "../form/form-view.js";
import { makeForm } from "../form/make-form.js";
import { filled } from "../form/prefill.js";
import { formStyle } from "../form/style.js";
import { formWordsOf } from "../form/words.js";
import type { App } from "../ui/app-type.js";
import { takeOver } from "../ui/island.js";
import { addStyle } from "../ui/style.js";
import { say } from "../words/words.js";

addStyle(formStyle);

interface Beginning {
  readonly state?: FormState;
  readonly notice?: string;
}

/** From the request of a former job, where one is named. */
async function beginning(app: App, process: Process): Promise<Beginning> {
  const words = formWordsOf(app.language);
  const jobId = new URLSearchParams(location.hash.slice(1)).get("job");
  if (jobId === null) return {};
  try {
    const { inputs, outputs, unavailable } = await app.client.definition(jobId);
    const lacking = Array.isArray(unavailable) ? (unavailable as readonly JsonObject[]).map(({ input }) => String(input)) : [];
    const state = filled(firstState(process), (inputs ?? {}) as JsonObject, outputs as JsonObject | undefined);
    const missing = lacking.length === 0 ? "" : ` ${say(words.missing, { inputs: [...new Set(lacking)].join(", ") })}`;
    return { state, notice: words.filledFrom + missing };
  } catch (error) {
    return { notice: say(words.notFound, { reason: error instanceof Error ? error.message : String(error) }) };
  }
}

/** Under which name the server knows itself, e.g. behind a proxy: its own links begin with it. */
function baseOf({ root }: App, { raw }: Process): string {
  const links = Array.isArray(raw["links"]) ? (raw["links"] as readonly Json[] as readonly JsonObject[]) : [];
  const self = links.find(({ rel }) => rel === "self")?.["href"];
  return typeof self === "string" ? new URL(self.replace(/processes\/[^/]*$/, "")).href : root.href;
}

export async function start(app: App): Promise<void> {
  const island = app.island("form");
  const id = island?.dataset["process"];
  if (island === undefined || id === undefined) return;
  const process = await app.client.describe(id);
  const { client, language } = app;
  const around: Surroundings = { words: formWordsOf(language), client, language, base: baseOf(app, process) };
  const { state, notice } = await beginning(app, process);
  const View = makeFormView({ app, form: makeForm(app, process, state), around, notice });
  takeOver(island, <View />);
}
