// The form as it is seen: examples, inputs, outputs, how to run, what came of it, and the request for other programs.
import { computed } from "@preact/signals";
import type { CopyRequest, Json, JsonObject, Output } from "@terrarium/client";
import type { App } from "../ui/app-type.js";
import { say } from "../words/words.js";
import { CopyPanel } from "./copy-panel.js";
import type { Surroundings } from "./field-parts.js";
import { firstState, inputsOf, outputsOf } from "./form-state.js";
import { InputField } from "./input-field.js";
import { type Form, isAsync, type Running } from "./make-form.js";
import { OutputFields } from "./output-fields.js";
import { filled } from "./prefill.js";

export interface FormViewProps {
  readonly app: App;
  readonly form: Form;
  readonly around: Surroundings;
  /** What is said above it, e.g. where it was filled in from. */
  readonly notice?: string | undefined;
}

interface Example {
  readonly title: string;
  readonly inputs: JsonObject;
}

function examplesOf({ process }: Form): Example[] {
  const { examples } = process.raw;
  const list = Array.isArray(examples) ? (examples as readonly Json[] as readonly JsonObject[]) : [];
  return list.map(({ title, inputs }) => ({ title: String(title), inputs: inputs as JsonObject }));
}

function Examples({ form, around }: FormViewProps) {
  const { state, process } = form;
  const all = examplesOf(form);
  if (process.inputs.length === 0) return null;
  const fill = (inputs: JsonObject) => {
    state.value = filled(state.value, inputs);
  };
  const clear = () => {
    state.value = firstState(process);
  };
  return (
    <div class="examples">
      {all.length === 0 ? null : <span class="label">{around.words.examples}</span>}
      {all.map(({ title, inputs }) => (
        <button key={title} type="button" class="tag" onClick={() => fill(inputs)}>
          {title}
        </button>
      ))}
      <button type="button" class="slight" onClick={clear}>
        {around.words.clear}
      </button>
    </div>
  );
}

function How({ form, around }: FormViewProps) {
  const { state, process } = form;
  const { words } = around;
  if (!isAsync(process)) return null;
  const choose = (isBackground: boolean) => {
    state.value = { ...state.value, isBackground };
  };
  return (
    <fieldset>
      <legend>{words.how}</legend>
      {[false, true].map((isBackground) => (
        <div key={String(isBackground)} class="choice">
          <input
            type="radio"
            id={`how-${isBackground}`}
            name="how"
            checked={state.value.isBackground === isBackground}
            onChange={() => choose(isBackground)}
          />
          <label for={`how-${isBackground}`}>{isBackground ? words.background : words.wait}</label>
        </div>
      ))}
    </fieldset>
  );
}

function shown(output: Output): string {
  if (output.kind === "link") return output.href;
  if (output.kind === "bytes") return output.mediaType;
  return typeof output.value === "string" ? output.value : JSON.stringify(output.value, undefined, 2);
}

function Progress({ app, running, around }: Pick<FormViewProps, "app" | "around"> & { readonly running: Running }) {
  const { words } = around;
  const link = (jobId: string) => <a href={app.to(`/jobs/${encodeURIComponent(jobId)}`)}>{words.toJob}</a>;
  switch (running.kind) {
    case "idle":
      return null;
    case "sending":
      return <p class="soft">{words.starting} …</p>;
    case "job": {
      const { jobId, isWaiting, percent } = running;
      const text = isWaiting ? words.waiting : say(words.running, { percent });
      return (
        <div>
          <progress aria-label={text} max={100} value={isWaiting ? 0 : percent} />
          <p>
            {text} · {link(jobId)}
          </p>
        </div>
      );
    }
    case "failed":
      return (
        <div class="notice bad">
          <p>{say(words.failed, { reason: running.reason })}</p>
          <p>{link(running.jobId)}</p>
        </div>
      );
    case "refused":
      return <p class="notice bad">{say(words.refused, { reason: running.reason })}</p>;
    case "done":
      return (
        <div class="notice good">
          <h3>{words.results}</h3>
          <dl class="facts">
            {running.outputs.map((output) => [
              <dt key={output.id}>
                <code>{output.id}</code>
              </dt>,
              <dd key={`${output.id}-value`}>{shown(output)}</dd>,
            ])}
          </dl>
        </div>
      );
  }
}

/** Faults by the input that they are at; those of nothing in the form are under "". */
function faultsOf({ validation, isTried, state }: Form): ReadonlyMap<string, readonly string[]> {
  const told = new Map<string, string[]>();
  for (const { code, detail, pointer = "" } of validation.value?.errors ?? []) {
    // What is not written yet is no mistake before one wants to send it.
    if (code === "missing-input" && !isTried.value) continue;
    const [, segment = ""] = /^\/inputs\/([^/]+)/.exec(pointer) ?? [];
    const id = segment.replace(/~1/g, "/").replace(/~0/g, "~");
    const key = state.value.inputs.some(({ parameter }) => parameter.id === id) ? id : "";
    told.set(key, [...(told.get(key) ?? []), detail]);
  }
  return told;
}

function Verdict({ form, around, count }: Pick<FormViewProps, "form" | "around"> & { readonly count: number }) {
  const { validation, unchecked } = form;
  const { words } = around;
  if (unchecked.value !== undefined) return <p class="soft">{say(words.unchecked, { reason: unchecked.value })}</p>;
  if (validation.value?.isValid === true) return <p class="verdict fine">✓ {words.checked}</p>;
  return count === 0 ? null : <p class="verdict">{say(words.toMend, { count })}</p>;
}

export function makeFormView({ app, form, around, notice }: FormViewProps) {
  const { process, state, running } = form;
  const { words } = around;
  const faults = computed(() => faultsOf(form));
  const request = computed((): CopyRequest => {
    const outputs = outputsOf(state.value);
    const inputs = inputsOf(state.value, () => undefined);
    return {
      url: around.base,
      process,
      inputs,
      ...(outputs === undefined ? {} : { outputs }),
      mode: state.value.isBackground && isAsync(process) ? "async" : "sync",
    };
  });
  const mayLink = isAsync(process);
  return function FormView() {
    const { inputs, outputs } = state.value;
    const others = faults.value.get("") ?? [];
    const isBusy = running.value.kind === "sending" || running.value.kind === "job";
    const count = [...faults.value.values()].reduce((sum, list) => sum + list.length, 0);
    const submit = (event: Event) => {
      event.preventDefault();
      void form.run();
    };
    return (
      <>
        {notice === undefined ? null : <p class="notice">{notice}</p>}
        <form class="sheet" noValidate onSubmit={submit}>
          <Examples {...{ app, form, around }} />
          {inputs.map((input, index) => (
            <InputField
              key={input.parameter.id}
              {...{ input, index, around, faults: faults.value.get(input.parameter.id) ?? [] }}
              change={(entries) => {
                const now = state.value;
                state.value = {
                  ...now,
                  inputs: now.inputs.map((one) => (one.parameter.id === input.parameter.id ? { ...one, entries } : one)),
                };
              }}
            />
          ))}
          <OutputFields
            {...{ outputs, words, mayLink }}
            change={(next) => {
              state.value = { ...state.value, outputs: next };
            }}
          />
          <How {...{ app, form, around }} />
          {others.length === 0 ? null : (
            <div class="notice bad">
              {others.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </div>
          )}
          <div class="actions">
            <button type="submit" class="main" aria-disabled={isBusy}>
              {words.execute}
            </button>
            <div role="status">
              <Verdict {...{ form, around, count }} />
            </div>
          </div>
          <div role="status">
            <Progress {...{ app, around, running: running.value }} />
          </div>
        </form>
        <CopyPanel request={request.value} words={words} />
      </>
    );
  };
}
