// Times, sizes and states as a page shows them.
import type { JobStatus } from "../../../core/job.js";
import { type Html, html } from "./markup.js";
import type { Word, Words } from "./words.js";

const stateWords: Readonly<Record<JobStatus, Word>> = {
  accepted: "statusAccepted",
  running: "statusRunning",
  paused: "statusPaused",
  successful: "statusSuccessful",
  failed: "statusFailed",
  dismissed: "statusDismissed",
};

export function stateWord(status: JobStatus, words: Words): string {
  return words[stateWords[status]];
}

export function stateTag(status: JobStatus, words: Words): Html {
  return html`<span class="state ${status}">${stateWord(status, words)}</span>`;
}

/** A moment, in the one zone that all readers share. */
export function timeText(ms: number): Html {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** 0.42 s, 12 s, 3 min 5 s, 2 h 10 min. */
export function durationText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${Math.round(seconds * 100) / 100} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Bytes in the largest unit that leaves a number above one: 512 B, 1.5 MiB. */
export function sizeText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : Math.round(value * 10) / 10} ${units[unit]}`;
}
