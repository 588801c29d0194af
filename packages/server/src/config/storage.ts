// The table [storage] of terrarium.toml: what is kept, for how long, within which bounds, and where.
import { z } from "zod";
import type { S3Settings } from "../staging/s3/requests.js";
import { key } from "./key.js";
import { choice, duration, durations, flag, httpAddress, size, text, whole } from "./values.js";

const s3 = z
  .strictObject({
    endpoint: key(httpAddress(), "address", "Address of the service, e.g. `https://s3.example.org`. Required."),
    bucket: key(text(), "text", "The bucket, which must exist. Required."),
    prefix: key(
      text().prefault(""),
      "text",
      "What the keys of all objects begin with, e.g. `terrarium/`. Servers that share no job store need one each.",
    ),
    region: key(text().prefault("us-east-1"), "text", "The region that requests are signed for."),
    access_key: key(
      text(),
      "text",
      "The access key. Required; better in the environment (`TERRARIUM__STORAGE__S3__ACCESS_KEY`, or `..._FILE` for a file).",
    ),
    secret_key: key(text(), "text", "Its secret, likewise: `TERRARIUM__STORAGE__S3__SECRET_KEY` or `..._FILE`. Never logged."),
    path_style: key(flag().prefault(true), "true or false", "The bucket is the first part of the path; `false`: of the host's name."),
    part: key(
      size().prefault("16MiB"),
      "size",
      "Larger results go up in parts of this size, at least 5MiB; so much memory each result takes meanwhile.",
    ),
    delivery: key(
      choice(["stream", "redirect"]).prefault("stream"),
      "`stream` or `redirect`",
      "How clients read results at their addresses: through this server, or from the service, where a signed address sends them.",
    ),
    signed_for: key(duration().prefault("10m"), "duration", "How long a signed address is valid."),
  })
  .optional();

export const storage = z
  .strictObject({
    reserve: key(size().prefault("256MiB"), "size", "Free space below which nothing new is taken in; running jobs and readers go on."),
    reserve_inodes: key(whole(0, 1_000_000_000).prefault(1_000), "whole number", "The same for free inodes."),
    uploads: key(size().prefault("8GiB"), "size", "All inputs together that arrive at one time; above it clients are told to come again."),
    staging: key(size().prefault("64GiB"), "size", "All inputs together that are kept for jobs that wait and run."),
    owners: key(
      durations().prefault({}),
      "table",
      'How long finished jobs of single owners are kept, e.g. `{ alice = "30d" }`; where a process says otherwise too, the shorter time counts. Others: `limits.retention`.',
    ),
    pins: key(flag().prefault(true), "true or false", "Whether clients may pin their jobs, which keeps them and their results for good."),
    s3,
  })
  .prefault({});

/** Where results are kept, if not on the disk. Sizes in bytes. */
export interface S3Config extends S3Settings {
  readonly prefix: string;
  readonly partBytes: number;
  /** Clients read from the service by an address that is valid for so long; absent: through this server. */
  readonly signedS?: number;
}

/** Sizes in bytes, times in milliseconds. */
export interface StorageConfig {
  readonly reserveBytes: number;
  readonly reserveInodes: number;
  readonly arrivingBytes: number;
  readonly storedBytes: number;
  readonly ownerRetentionMs: Readonly<Record<string, number>>;
  readonly mayPin: boolean;
  readonly s3?: S3Config;
}

/** The smallest part that services take. */
const leastPart = 5 * 2 ** 20;

function toS3(given: NonNullable<z.output<typeof s3>>): S3Config {
  return {
    ...{ endpoint: given.endpoint, bucket: given.bucket, region: given.region },
    ...{ accessKey: given.access_key, secretKey: given.secret_key, pathStyle: given.path_style },
    prefix: given.prefix === "" || given.prefix.endsWith("/") ? given.prefix : `${given.prefix}/`,
    partBytes: Math.max(leastPart, given.part),
    ...(given.delivery === "redirect" ? { signedS: Math.max(1, Math.round(given.signed_for / 1000)) } : {}),
  };
}

/** As the rest of the server sees it. */
export function toStorage(given: z.output<typeof storage>): StorageConfig {
  return {
    ...{ reserveBytes: given.reserve, reserveInodes: given.reserve_inodes },
    ...{ arrivingBytes: given.uploads, storedBytes: given.staging },
    ...{ ownerRetentionMs: given.owners, mayPin: given.pins },
    ...(given.s3 === undefined ? {} : { s3: toS3(given.s3) }),
  };
}
