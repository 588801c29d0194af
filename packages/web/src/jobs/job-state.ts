// A job as its page shows it: the status document with the members that this server adds, read with care, and what the stream of events changes of it.
import type { Job, JsonObject } from "@terrarium/client";
import type { JobWords } from "./words.js";

/** Finer than the status of the standard. */
export type Phase = "waiting" | "staging" | "running" | "paused" | "resuming" | "dismissing" | "ended";

export interface Span {
  readonly phase: "waiting" | "staging" | "running" | "publishing" | "paused";
  readonly fromMs: number;
  /** Absent: it goes on. */
  readonly toMs?: number;
  readonly attempt: number;
  /** Why the job began again, of the wait for that. */
  readonly reason?: string;
}

export interface JobState {
  readonly id: string;
  readonly processId: string;
  readonly status: string;
  readonly phase: Phase;
  readonly progress: number;
  readonly message?: string;
  readonly raw: JsonObject;
  readonly spans: readonly Span[];
}

export function objectOf(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

const ended = new Set(["successful", "failed", "dismissed"]);

export function isEnded({ status }: Pick<JobState, "status">): boolean {
  return ended.has(status);
}

const spanNames = new Set(["waiting", "staging", "running", "publishing", "paused"]);

function spansOf(raw: JsonObject): Span[] {
  const all = Array.isArray(raw["phases"]) ? raw["phases"] : [];
  return all.flatMap((one): Span[] => {
    const { phase, from, to, attempt, reason } = objectOf(one);
    const [fromMs, toMs] = [Date.parse(String(from)), Date.parse(String(to))];
    if (!spanNames.has(String(phase)) || Number.isNaN(fromMs)) return [];
    const told = { phase: phase as Span["phase"], fromMs, attempt: numberOf(attempt) ?? 1 };
    return [{ ...told, ...(Number.isNaN(toMs) ? {} : { toMs }), ...(typeof reason === "string" ? { reason } : {}) }];
  });
}

/** What the document says; the stream tells the phase more exactly. */
export function stateOf({ id, processId = "", status, progress = 0, message, pausedMs, raw }: Job): JobState {
  const isPaused = pausedMs !== undefined && status === "running";
  const phase: Phase = ended.has(status) ? "ended" : status === "accepted" ? "waiting" : isPaused ? "paused" : "running";
  const told = isPaused ? "paused" : status;
  return { id, processId, status: told, phase, progress, raw, spans: spansOf(raw), ...(message === undefined ? {} : { message }) };
}

/** The word for how it stands. */
export function stateWord({ status, phase }: Pick<JobState, "status" | "phase">, words: JobWords): string {
  if (phase === "dismissing" || phase === "resuming") return words[phase];
  return Object.hasOwn(words, status) ? words[status as "running"] : status;
}

/** "1 h 2 min", "3 min 4 s", "0.5 s". */
export function spanText(ms: number, language: string): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toLocaleString(language, { maximumFractionDigits: 1 })} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Milliseconds that are left, as far as its progress tells; undefined where it tells too little. */
export function leftMs({ phase, progress, spans }: JobState, nowMs: number): number | undefined {
  const running = spans.findLast((span) => span.phase === "running");
  if (phase !== "running" || running === undefined || progress < 3 || progress >= 100) return undefined;
  const ranMs = nowMs - running.fromMs;
  return ranMs < 2_000 ? undefined : (ranMs * (100 - progress)) / progress;
}
