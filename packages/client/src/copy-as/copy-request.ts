// What a request to execute is made of, before it is written in one of the forms.
import type { Input, OutputChoice, Process } from "../types.js";

export interface CopyRequest {
  /** The landing page of the server. */
  readonly url: string;
  readonly process: Process;
  readonly inputs: Readonly<Record<string, Input>>;
  /** Which outputs, and how; absent or empty: all. */
  readonly outputs?: Readonly<Record<string, OutputChoice>>;
  /** Default: "sync". */
  readonly mode?: "sync" | "async";
  /** Default: "document". */
  readonly response?: "raw" | "document";
  /** The server asks for a token: the text takes it from the variable TERRARIUM_TOKEN, and never holds it. */
  readonly needsToken?: boolean;
}

/** Below the landing page. */
export function addressOf({ url }: CopyRequest, ...segments: readonly string[]): string {
  const base = new URL(url).href.replace(/[?#].*$/, "").replace(/\/+$/, "");
  return [base, ...segments.map(encodeURIComponent)].join("/");
}
