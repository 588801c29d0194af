// The results of a job: literal values and boxes as they are, the beginning of texts, and links to every file. What a process wrote is text here, never markup.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Job, Result } from "../../../core/job.js";
import { isText } from "../../../core/media-types.js";
import type { HttpResponse, Open } from "../../../core/message.js";
import { sizeText, timeText } from "./format.js";
import { frame, pageHeaders, type View } from "./layout.js";
import { escapeText, type Html, html, nothing } from "./markup.js";
import { say } from "./words.js";

/** Of a text that is shown in the page. */
const shownBytes = 16_384;

function resultHref(view: View, job: Job, result: Result): string {
  return view.to(`/jobs/${encodeURIComponent(job.id)}/results/${encodeURIComponent(result.id)}`);
}

/** The first bytes of a file as text; what is cut in the middle of a character loses that character. */
async function beginning(bytes: AsyncIterable<Uint8Array | string>, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let left = most;
  for await (const chunk of bytes) {
    const part = (typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk).subarray(0, left);
    text += decoder.decode(part, { stream: true });
    left -= part.byteLength;
    if (left <= 0) break;
  }
  return text;
}

function head(process: ProcessDescription, result: Result): Html {
  const described = process.outputs.find(({ id }) => id === result.id);
  return html`<section class="sheet"><h2>${described?.title ?? result.id} <code>${result.id}</code></h2>`;
}

/** All of it in one file, and how long it is kept. */
function above(view: View, job: Job): Html {
  const { words, to } = view;
  // Beside the resources of the protocol: the address of outputs knows no language.
  const zip = `${to("/").split("?", 1)[0]}outputs/${job.id}.zip`;
  const kept = job.isPinned === true ? words.pinned : job.expiresMs === undefined ? undefined : timeText(job.expiresMs);
  return html`<p><a class="button main" href="${zip}">${words.downloadAll}</a>${kept === undefined ? nothing : html` <span class="soft">${words.expires}: ${kept}</span>`}</p>
`;
}

async function* one(view: View, { job, process, open }: ResultsParts, result: Result): AsyncGenerator<string> {
  const { words } = view;
  yield String(head(process, result));
  if (result.kind === "literal")
    yield String(
      html`<pre tabindex="0"><code>${String(result.value)}</code></pre>${result.uom === undefined ? nothing : html`<p>${say(words.unitIs, { unit: result.uom })}</p>`}`,
    );
  else if (result.kind === "bbox")
    yield String(
      html`<pre tabindex="0"><code>${result.bbox.join(", ")}</code></pre><p class="soft">${words.crs}: <code>${result.crs}</code></p>`,
    );
  else {
    const { format, file } = result;
    yield String(
      html`<p><a class="button" href="${resultHref(view, job, result)}">${words.download}</a> <span class="soft">${format.mediaType}, ${sizeText(file.byteLength)}, SHA-256 <code>${file.sha256}</code></span></p>`,
    );
    if (isText(format.mediaType)) {
      const cut =
        file.byteLength > shownBytes ? html`<p class="soft small">${say(words.beginning, { size: file.byteLength })}</p>` : nothing;
      const text = escapeText(await beginning(open(file.key), shownBytes));
      yield `${cut}<pre tabindex="0"><code>${text}</code></pre>`;
    }
  }
  yield "</section>\n";
}

export interface ResultsParts {
  readonly job: Job;
  readonly process: ProcessDescription;
  readonly open: Open;
}

/** The page is sent while the files are read. Of a job that has ended well. */
export function resultsPage(view: View, parts: ResultsParts): HttpResponse {
  const { job, process } = parts;
  const { words, to } = view;
  const { before, after } = frame(view, { title: `${words.results}: ${process.title}`, isJsonToo: true, name: "results" });
  const top = html`<h1>${words.results}: ${process.title}</h1>
<p><a href="${to(`/jobs/${encodeURIComponent(job.id)}`)}">${words.backToJob}</a> · <a href="${to(`/processes/${encodeURIComponent(job.processId)}`)}">${words.backToForm}</a></p>
`;
  async function* body(): AsyncGenerator<string> {
    yield `${before}${top}${html`<div data-island="results" data-job="${job.id}">`}`;
    const results = job.results ?? [];
    yield String(results.length === 0 ? html`<p>${words.noResults}</p>` : above(view, job));
    for (const result of results) yield* one(view, parts, result);
    yield `</div>${after}`;
  }
  return { status: 200, headers: pageHeaders(view), body: body() };
}
