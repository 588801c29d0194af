// Signed requests to an S3-compatible service, tried again where that can help. What they mean is left to the files beside; keys, addresses
// with signatures and answers of the service (which repeat them) are never told to anybody.
import { AwsV4Signer } from "aws4fetch";

export interface S3Settings {
  /** e.g. https://s3.example.org, without a path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The bucket is the first part of the path, not of the host's name. */
  readonly pathStyle: boolean;
}

export interface S3Call {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** Key of an object; "" for the bucket. */
  readonly object: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Statuses that are an answer, beside 2xx. */
  readonly also?: readonly number[];
}

/** The service refused, or did not answer. `status` 0: there was no answer. */
export class S3Error extends Error {
  readonly status: number;
  /** The service's own word for it, e.g. NoSuchBucket. */
  readonly word: string;
  constructor(call: S3Call, status: number, word: string, cause?: unknown) {
    super(
      `S3 ${call.method} of "${call.object}": ${status === 0 ? "no answer" : `${status} ${word}`}`,
      cause === undefined ? {} : { cause },
    );
    this.name = "S3Error";
    this.status = status;
    this.word = word;
  }
}

export interface S3Times {
  /** Waits before the second, third ... try; as many more tries. */
  readonly retriesMs: readonly number[];
  /** Longest time until the head of an answer is there, for `slowBytesPerS` of what is sent more. */
  readonly answerMs: number;
}

export const defaultTimes: S3Times = { retriesMs: [100, 400, 1_600, 6_400], answerMs: 30_000 };

const slowBytesPerS = 64 * 1024;
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

export interface S3Requests {
  /** The answer, its body unread. Throws S3Error. `tries`: how many there were. */
  send(call: S3Call): Promise<{ readonly response: Response; readonly tries: number }>;
  /** The text of an answer that is a document. */
  text(call: S3Call): Promise<string>;
  /** An address that lets anybody GET the object for some seconds, answered with these headers. */
  signedAddress(object: string, seconds: number, headers: Readonly<Record<string, string>>): Promise<string>;
}

function addressOf({ endpoint, bucket, pathStyle }: S3Settings, object: string, query: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(endpoint);
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
  const parts = [...(pathStyle ? [bucket] : []), ...(object === "" ? [] : object.split("/"))];
  url.pathname = `/${parts.map(encodeURIComponent).join("/")}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** The first element of this name in a document of the service. */
export function elementOf(document: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
}

/** What the service says is wrong; it gets no more than a moment for saying so. */
async function refusalOf(call: S3Call, response: Response): Promise<S3Error> {
  const text = await response.text().catch(() => "");
  return new S3Error(call, response.status, (elementOf(text, "Code") ?? "").replace(/\W/g, "").slice(0, 60));
}

/** Requests of one bucket. */
export function makeS3Requests(settings: S3Settings, times: S3Times = defaultTimes): S3Requests {
  const { region, accessKey, secretKey } = settings;
  const cache = new Map<string, ArrayBuffer>();
  const signing = { accessKeyId: accessKey, secretAccessKey: secretKey, service: "s3", region, cache };

  async function once(call: S3Call): Promise<Response> {
    const { method, object, query, body } = call;
    const digest = await crypto.subtle.digest("SHA-256", body ?? new Uint8Array());
    // The service checks the body against its hash: what arrives is what was sent.
    const hash = Buffer.from(digest).toString("hex");
    const headers = { ...call.headers, "x-amz-content-sha256": hash };
    const url = addressOf(settings, object, query).href;
    const signed = await new AwsV4Signer({ ...signing, url, method, headers }).sign();
    // Not signed: where a range is asked for, fetch says it itself.
    if (!signed.headers.has("range")) signed.headers.set("accept-encoding", "identity");
    // Only the head of the answer is waited for: a body may take as long as its reader.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), times.answerMs + ((body?.byteLength ?? 0) / slowBytesPerS) * 1000);
    try {
      return await fetch(signed.url, {
        ...{ method, headers: signed.headers, redirect: "manual", signal: late.signal },
        ...(body === undefined ? {} : { body: new Uint8Array(body.buffer, body.byteOffset, body.byteLength) as Uint8Array<ArrayBuffer> }),
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async function attempt(call: S3Call): Promise<Response | S3Error> {
    try {
      const response = await once(call);
      const isAnswer = response.ok || call.also?.includes(response.status) === true;
      return isAnswer ? response : await refusalOf(call, response);
    } catch (error) {
      return new S3Error(call, 0, "", error);
    }
  }

  async function send(call: S3Call): Promise<{ response: Response; tries: number }> {
    for (let tries = 1; ; tries += 1) {
      const got = await attempt(call);
      if (!(got instanceof S3Error)) return { response: got, tries };
      const waitMs = times.retriesMs[tries - 1];
      if (waitMs === undefined || (got.status !== 0 && !passing.has(got.status))) throw got;
      // Not all at the same moment: a service that comes back must not be met by everybody at once.
      await new Promise((resolve) => setTimeout(resolve, waitMs * (0.5 + Math.random())));
    }
  }

  return {
    send,
    async text(call) {
      return (await send(call)).response.text();
    },
    async signedAddress(object, seconds, headers) {
      const query = Object.fromEntries(Object.entries(headers).map(([name, value]) => [`response-${name}`, value]));
      const url = addressOf(settings, object, { ...query, "X-Amz-Expires": String(seconds) }).href;
      const signed = await new AwsV4Signer({ ...signing, url, method: "GET", signQuery: true }).sign();
      return signed.url.href;
    },
  };
}
