// The request in the notation of other programs, to be copied.
import { type CopyKind, type CopyRequest, copyAs, copyKinds } from "@terrarium/client";
import { useState } from "preact/hooks";
import type { FormWords } from "./words.js";

function written(kind: CopyKind, request: CopyRequest): { readonly text: string; readonly isRefused?: true } {
  try {
    return { text: copyAs(kind, request) };
  } catch (error) {
    return { text: error instanceof Error ? error.message : String(error), isRefused: true };
  }
}

export function CopyPanel({ request, words }: { readonly request: CopyRequest; readonly words: FormWords }) {
  const [kind, setKind] = useState<CopyKind>("curl");
  const [isCopied, setCopied] = useState(false);
  const { text, isRefused } = written(kind, request);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <details class="copy">
      <summary>{words.copyAs} curl, WPS, Python …</summary>
      <p class="hint">{words.copyHint}</p>
      <fieldset class="sources">
        <legend class="unseen">{words.copyAs}</legend>
        {copyKinds.map((one) => (
          <label key={one.kind}>
            <input
              type="radio"
              name="copy-as"
              checked={one.kind === kind}
              onChange={() => {
                setKind(one.kind);
                setCopied(false);
              }}
            />
            <span>{one.title}</span>
          </label>
        ))}
      </fieldset>
      {isRefused ? (
        <p class="notice">{text}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <pre class="wrap" tabIndex={0}>
            <code>{text}</code>
          </pre>
          <button type="button" onClick={copy}>
            {isCopied ? words.copied : words.copy}
          </button>
        </>
      )}
    </details>
  );
}
