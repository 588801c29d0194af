// The output of an earlier job as an input: its address on this server, which reads it without a connection.
import type { Job, Parameter } from "@terrarium/client";
import { useEffect, useState } from "preact/hooks";
import type { FieldProps } from "./field-parts.js";
import { type ComplexField, fieldTypeOf } from "./field-type.js";

interface Earlier {
  readonly job: Job;
  readonly outputs: readonly Parameter[];
}

const mostJobs = 30;

/** Successful jobs with the outputs that are data, the newest first. */
async function earlierJobs({ client }: FieldProps<ComplexField>["around"]): Promise<Earlier[]> {
  const jobs = await client.jobs({ status: ["successful"], limit: mostJobs });
  const ids = [...new Set(jobs.flatMap(({ processId }) => processId ?? []))];
  const described = await Promise.all(ids.map((id) => client.describe(id).catch(() => undefined)));
  return jobs.flatMap((job) => {
    const process = described.find((one) => one?.id === job.processId);
    const outputs = (process?.outputs ?? []).filter((output) => fieldTypeOf(output).kind === "complex");
    return outputs.length === 0 ? [] : [{ job, outputs }];
  });
}

export function EarlierOutput({ entry, id, label, hints, around, change }: FieldProps<ComplexField>) {
  const { words, base } = around;
  const [earlier, setEarlier] = useState<readonly Earlier[]>();
  useEffect(() => {
    earlierJobs(around).then(setEarlier, () => setEarlier([]));
  }, [around]);
  if (earlier === undefined) return <p class="soft">{words.fetching}</p>;
  if (earlier.length === 0) return <p class="soft">{words.noJobs}</p>;
  const options = earlier.flatMap(({ job, outputs }) =>
    outputs.map((output) => ({
      href: `${base}outputs/${job.id}/${encodeURIComponent(output.id)}`,
      title: `${job.processId ?? ""}: ${output.title ?? output.id} (${new Date(job.finishedMs ?? job.createdMs ?? 0).toLocaleString(document.documentElement.lang)})`,
    })),
  );
  return (
    <select
      {...{ id, "aria-label": `${label}: ${words.asJob}`, ...(hints === "" ? {} : { "aria-describedby": hints }) }}
      value={entry.href}
      onChange={(event) => change({ href: event.currentTarget.value })}
    >
      <option value="">{words.choose}</option>
      {options.map(({ href, title }) => (
        <option key={href} value={href}>
          {title}
        </option>
      ))}
    </select>
  );
}
