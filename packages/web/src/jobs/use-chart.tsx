// What the sandbox uses while it runs: two small curves, of the processor and of memory, with the figures of now beside them.
import { sizeText } from "../results/output-type.js";
import { say } from "../words/words.js";
import type { JobWords } from "./words.js";

export interface Sample {
  readonly atMs: number;
  readonly cpuMs: number | undefined;
  readonly memoryBytes: number | undefined;
}

const [width, height] = [320, 72];

interface CurveParts {
  readonly points: readonly (readonly [atMs: number, value: number])[];
  /** The top of the picture; more makes it higher. */
  readonly top: number;
  readonly title: string;
  readonly now: string;
}

function Curve({ points, top, title, now }: CurveParts) {
  const first = points[0]?.[0] ?? 0;
  const spanMs = Math.max(10_000, (points.at(-1)?.[0] ?? 0) - first);
  const most = Math.max(top, ...points.map(([, value]) => value));
  const at = ([atMs, value]: readonly [number, number]): string =>
    `${(((atMs - first) / spanMs) * width).toFixed(1)},${(height - (most === 0 ? 0 : value / most) * (height - 4)).toFixed(1)}`;
  const line = points.map(at).join(" ");
  const lastX = (((points.at(-1)?.[0] ?? first) - first) / spanMs) * width;
  return (
    <figure class="curve">
      <figcaption>
        <strong>{title}</strong> <span class="soft">{now}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${title}: ${now}`}>
        <polygon points={`0,${height} ${line} ${lastX.toFixed(1)},${height}`} />
        <polyline points={line} />
      </svg>
    </figure>
  );
}

export interface UseChartParts {
  readonly samples: readonly Sample[];
  readonly limits: { readonly cpus?: number | undefined; readonly memoryBytes?: number | undefined };
  readonly words: JobWords;
  readonly language: string;
}

/** Nothing before there are two samples: a curve of one point says nothing. */
export function UseChart({ samples, limits, words, language }: UseChartParts) {
  const cpu = samples.flatMap((sample, index): (readonly [number, number])[] => {
    const before = samples[index - 1];
    if (before?.cpuMs === undefined || sample.cpuMs === undefined || sample.atMs <= before.atMs) return [];
    return [[sample.atMs, Math.max(0, sample.cpuMs - before.cpuMs) / (sample.atMs - before.atMs)]];
  });
  const memory = samples.flatMap(({ atMs, memoryBytes }): (readonly [number, number])[] =>
    memoryBytes === undefined ? [] : [[atMs, memoryBytes]],
  );
  if (cpu.length < 2 && memory.length < 2) return null;
  const cores = (value: number): string => say(words.cores, { value: value.toLocaleString(language, { maximumFractionDigits: 2 }) });
  const size = (bytes: number): string => sizeText(bytes, language);
  const memoryNow = memory.at(-1)?.[1] ?? 0;
  return (
    <section aria-labelledby="use">
      <h2 id="use">{words.use}</h2>
      <div class="curves">
        {cpu.length < 2 ? null : <Curve points={cpu} top={limits.cpus ?? 1} title={words.cpu} now={cores(cpu.at(-1)?.[1] ?? 0)} />}
        {memory.length < 2 ? null : (
          <Curve
            points={memory}
            top={0}
            title={words.memory}
            now={
              limits.memoryBytes === undefined
                ? size(memoryNow)
                : say(words.ofLimit, { value: size(memoryNow), limit: size(limits.memoryBytes) })
            }
          />
        )}
      </div>
    </section>
  );
}
