// What a form does: it has the server check what is written, sends it, and follows the job to its end. What it shows is form-view.tsx.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { JobEndedError, type Output, type Process, type Validation } from "@terrarium/client";
import type { App } from "../ui/app-type.js";
import { mostFileBytes, readFileText } from "./file-text.js";
import { type FileText, type FormState, firstState, inputsOf, outputsOf } from "./form-state.js";

/** Where the execution stands; `outputs`: of a process without jobs. */
export type Running =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" }
  | { readonly kind: "job"; readonly jobId: string; readonly isWaiting: boolean; readonly percent: number }
  | { readonly kind: "done"; readonly outputs: readonly Output[] }
  | { readonly kind: "failed"; readonly jobId: string; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string };

export interface Form {
  readonly process: Process;
  readonly state: Signal<FormState>;
  readonly validation: ReadonlySignal<Validation | undefined>;
  /** Why the last check was none. */
  readonly unchecked: ReadonlySignal<string | undefined>;
  /** Something was to be sent, so what is missing is told too. */
  readonly isTried: ReadonlySignal<boolean>;
  readonly running: ReadonlySignal<Running>;
  run(): Promise<void>;
}

const calmMs = 350;

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isAsync({ jobControlOptions }: Process): boolean {
  return jobControlOptions.length === 0 || jobControlOptions.includes("async-execute");
}

/** May it be sent: something is wanted of it, and no file is more than a page can hold, as its field says. */
function isSendable({ inputs, outputs }: FormState): boolean {
  const files = inputs.flatMap(({ entries }) =>
    entries.flatMap(({ source, file }) => (source === "file" && file !== undefined ? [file] : [])),
  );
  return (outputs.length === 0 || outputs.some(({ isWanted }) => isWanted)) && files.every(({ size }) => size <= mostFileBytes);
}

/** All files of the form, read. */
async function readFiles({ inputs }: FormState): Promise<FileText> {
  const texts = new Map<File, string>();
  for (const { type, entries } of inputs)
    for (const { source, file, format } of entries) {
      const chosen = type.kind === "complex" ? type.formats[format] : undefined;
      if (chosen === undefined || source !== "file" || file === undefined) continue;
      texts.set(file, await readFileText(file, chosen));
    }
  return (file) => texts.get(file);
}

function makeChecks(app: App, process: Process, state: Signal<FormState>) {
  const validation = signal<Validation>();
  const unchecked = signal<string>();
  const unread: FileText = () => undefined;
  const request = computed(() => JSON.stringify([inputsOf(state.value, unread), outputsOf(state.value)]));
  let last: AbortController | undefined;
  async function check(): Promise<Validation | undefined> {
    last?.abort();
    const own = new AbortController();
    last = own;
    const outputs = outputsOf(state.value);
    try {
      const options = { signal: own.signal, ...(outputs === undefined ? {} : { outputs }) };
      validation.value = await app.client.validate(process.id, inputsOf(state.value, unread), options);
      unchecked.value = undefined;
    } catch (error) {
      if (own.signal.aborted) return undefined;
      validation.value = undefined;
      unchecked.value = reasonOf(error);
    }
    return validation.value;
  }
  effect(() => {
    void request.value;
    const timer = setTimeout(check, calmMs);
    return () => clearTimeout(timer);
  });
  return { validation, unchecked, check };
}

export function makeForm(app: App, process: Process, filledState?: FormState): Form {
  const { client } = app;
  const state = signal(filledState ?? firstState(process));
  const running = signal<Running>({ kind: "idle" });
  const isTried = signal(false);
  const { validation, unchecked, check } = makeChecks(app, process, state);

  /** Whoever comes back by the browser finds the form as it was sent. */
  const remember = (jobId: string) => history.replaceState(null, "", `#job=${encodeURIComponent(jobId)}`);

  async function execute(): Promise<void> {
    const inputs = inputsOf(state.value, await readFiles(state.value));
    const outputs = outputsOf(state.value);
    const mode = isAsync(process) ? "async" : "sync";
    const execution = await client.execute(process.id, inputs, { mode, ...(outputs === undefined ? {} : { outputs }) });
    if (execution.kind === "results") {
      running.value = { kind: "done", outputs: execution.outputs };
      return;
    }
    const { id } = execution.job;
    remember(id);
    const page = app.to(`/jobs/${encodeURIComponent(id)}`);
    if (state.value.isBackground) return location.assign(page);
    for await (const job of client.watch(id)) {
      running.value = { kind: "job", jobId: id, isWaiting: job.status === "accepted", percent: job.progress ?? 0 };
      if (job.status === "failed" || job.status === "dismissed") {
        running.value = { kind: "failed", jobId: id, reason: new JobEndedError(job).message };
        return;
      }
    }
    location.assign(app.to(`/jobs/${encodeURIComponent(id)}/results`));
  }

  return {
    ...{ process, state, validation, unchecked, isTried, running },
    async run() {
      if (running.value.kind === "sending" || running.value.kind === "job") return;
      isTried.value = true;
      running.value = { kind: "sending" };
      try {
        const said = await check();
        if (said?.isValid === false || !isSendable(state.value)) running.value = { kind: "idle" };
        else await execute();
      } catch (error) {
        running.value = { kind: "refused", reason: reasonOf(error) };
      }
      // What was left unseen is shown.
      if (running.value.kind === "idle") requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus());
    },
  };
}
