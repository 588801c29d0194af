// Every key of terrarium.toml, with its default and one sentence of meaning: the source of validation and of docs/configuration.md.
// Large tables and kinds of values stand in files of their own; files, environment and messages are left to load.ts.
import { z } from "zod";
import { access } from "./access.js";
import { egress } from "./egress.js";
import { events } from "./events.js";
import { engineName, imageName, key, texts } from "./key.js";
import { limits, override } from "./limits.js";
import { metrics } from "./metrics.js";
import { queue } from "./queue.js";
import { service } from "./service.js";
import { storage } from "./storage.js";
import { store } from "./store.js";
import { choice, duration, flag, headerName, httpAddress, size, table, text, whole, words } from "./values.js";

const server = z
  .strictObject({
    host: texts.preset(
      "127.0.0.1",
      'Address to listen on. Anything but loopback also needs `access.anonymous = "none"` or `"describe"`, or `allow_unauthenticated = true`.',
    ),
    port: key(whole(0, 65535).prefault(5000), "whole number", "Port to listen on; 0 takes any free one and prints it."),
    public_url: key(
      httpAddress().optional(),
      "address",
      "Address under which clients reach the service, for all links in answers. Set it behind a reverse proxy.",
      "`http://localhost:PORT`",
    ),
    allow_unauthenticated: key(
      flag().prefault(false),
      "true or false",
      "Says that everybody who can reach `host` may do what `access.anonymous` permits, which is to run processes unless it is said otherwise.",
    ),
    owner_header: key(
      headerName().optional(),
      "name of a header",
      "Header of requests in which a reverse proxy says who asks, e.g. `X-Forwarded-User`: each sees only its own jobs. Whoever reaches the server without that proxy can say anything there.",
      "none: all jobs are one owner's",
    ),
    on_terminate: key(
      choice(["hand over", "end"]).prefault("hand over"),
      "`hand over` or `end`",
      "What SIGTERM means for asynchronous jobs that run or are paused: `hand over` leaves them in their sandboxes, for the next server to go on with; `end` ends them, and they begin again. Ctrl-C always ends.",
    ),
    list_executions: key(
      flag().optional(),
      "true or false",
      "Whether lists of jobs are offered (GetExecutions, `/jobs`). Each sees its own; those who have not signed in are one, and see each other's, with the right to dismiss them.",
      "`true` on loopback and where `access.anonymous` permits nothing or descriptions only, else `false`",
    ),
    data: key(
      text().optional(),
      "path",
      "Folder of jobs, results and sandboxes.",
      "`/var/lib/terrarium` as root, else `$XDG_DATA_HOME/terrarium` (`~/.local/share/terrarium`)",
    ),
  })
  .prefault({});

const isolation = z
  .strictObject({
    engine: key(
      text().prefault("bwrap"),
      engineName,
      "What runs the jobs: `bwrap` (bubblewrap), an OCI runtime (`crun`, `runc`, `runsc`, or one named in `[engines.ID]`), `docker` or `podman`. " +
        "`child` isolates nothing and exists for comparison.",
    ),
    i_accept_that_jobs_can_read_and_change_everything: key(
      flag().prefault(false),
      "true or false",
      'Must be true for `engine = "child"`: a job can then do all that the server\'s account can do.',
    ),
    require: key(
      words().prefault([]),
      "list of texts",
      "Without these the server does not start: any of `own uid`, `memory`, `cpu`, `pids`, `disk`, `inodes`, `freezer`, `masked /proc`, which not every host can enforce.",
    ),
    uid_base: key(
      whole(65_536, 4_000_000_000).prefault(210_000),
      "whole number",
      "First of the host user ids for the server itself and for running jobs (if started by root); nobody else may use them.",
    ),
    uid_count: key(
      whole(2, 1_000_000).prefault(1000),
      "whole number",
      "How many such user ids there are; each running or waiting sandbox has one.",
    ),
    pool_per_process: key(
      whole(0, 1000).prefault(4),
      "whole number",
      "Most sandboxes of a busy process that are kept ready, each for one job; how many there are follows demand.",
    ),
    pool_total: key(whole(0, 10_000).prefault(16), "whole number", "Ready sandboxes of all processes together; 0 switches the pool off."),
    pool_memory: key(
      size().prefault("512MiB"),
      "size",
      "Memory of all ready sandboxes together, as far as measured or estimated; a process's `instances.min` comes before it.",
    ),
  })
  .prefault({});

const engine = z.strictObject({
  program: key(
    text().optional(),
    "path",
    "Program of an OCI runtime, e.g. `/opt/kata/bin/kata-runtime`. Its table's name is then the name of the engine.",
    "the program of the table's name",
  ),
  platform: key(text().optional(), "text", "How runsc stops system calls: `systrap`, `ptrace` or `kvm`.", "`ptrace`"),
  socket: key(text().optional(), "path", "Socket on which Docker or Podman listens.", "where it usually is"),
  image: key(text().optional(), "text", `${imageName} For processes that name none.`),
});

const fetch = z
  .strictObject({
    allow: key(
      words().prefault([]),
      "list of texts",
      "Addresses of loopback or private networks that references may name: hosts, `host:port` or ranges such as `10.1.0.0/16`.",
    ),
    map: key(
      table(/^https?:\/\//, 'a table such as { "https://example.org/data/" = "/srv/data" }').prefault({}),
      "table",
      "URLs answered from local files, for closed networks. A URL that ends in `/` maps a whole folder.",
    ),
    proxy: key(httpAddress().optional(), "address", "HTTP proxy through which references are fetched."),
    connect_timeout: key(duration().prefault("10s"), "duration", "Longest wait for a connection."),
    timeout: key(duration().prefault("5m"), "duration", "Longest time for fetching one reference, redirects included."),
    cache: key(
      size().optional(),
      "size",
      "Keeps fetched references, together at most so large, and asks their servers whether they are still the same.",
      "nothing is kept",
    ),
    cache_fresh: key(duration().optional(), "duration", "For so long what is kept is used without asking.", "always asked"),
    cache_shared: key(
      flag().prefault(false),
      "true or false",
      "Whether owners share what is kept. An owner could then tell by time what another has fetched.",
    ),
  })
  .prefault({});

const logging = z
  .strictObject({
    level: key(choice(["error", "warn", "info", "debug"]).prefault("info"), "`error`, `warn`, `info` or `debug`", "What is logged."),
    format: key(choice(["text", "json"]).prefault("text"), "`text` or `json`", "Lines for people, or one JSON object a line."),
  })
  .prefault({});

const entry = z.strictObject({
  path: key(text(), "path", "File, folder or pattern (`*`, `**`) of process files; or with `kind` a PyWPS project. Required."),
  kind: key(
    choice(["files", "pywps"]).prefault("files"),
    "`files` or `pywps`",
    "`pywps`: `path` is a module, a package or a folder of `pywps.Process` classes, published as they are.",
  ),
  config: key(
    text().optional(),
    "path",
    "With `pywps`: the pywps.cfg that its processes read; what the server itself needs of it stands in this file, see `terrarium config import`.",
  ),
  python: key(text().optional(), "path", "Python interpreter of these processes, e.g. of a virtual environment.", "`/usr/bin/python3`"),
  environment: key(
    table(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a table of names and texts such as { PROJ_NETWORK = "OFF" }')
      .refine((names) => Object.keys(names).length <= 4, {
        error: "has more than four names; a sandbox gets at most ten variables, six of them Terrarium's own.",
      })
      .prefault({}),
    "table",
    "Environment variables of these processes, at most four: six more are Terrarium's own. Not for secrets: other users of the host can read them while a job runs.",
  ),
  engine: key(text().optional(), engineName, "Engine of these processes, from their first description on.", "that of `[isolation]`"),
  image: key(text().optional(), "text", imageName),
});

const processes = z
  .strictObject({
    paths: key(words().prefault([]), "list of texts", "Files, folders or patterns (`*`, `**`) of process files to publish."),
    typescript_runtime: key(
      choice(["node", "bun"]).prefault("node"),
      "`node` or `bun`",
      "What runs processes written in TypeScript. Bun, if the host has it, starts in half of Node's time; the last digit of a sine may differ.",
    ),
    entry: z.array(entry).prefault([]),
    override: z.record(z.string(), override).prefault({}),
  })
  .prefault({});

/** The whole of terrarium.toml. Unknown keys are errors. */
export const configSchema = z.strictObject({
  service,
  server,
  access,
  limits,
  queue,
  isolation,
  engines: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "is no name of an engine: small letters, digits and hyphens." }), engine)
    .prefault({}),
  fetch,
  egress,
  storage,
  logging,
  metrics,
  events,
  processes,
  store,
});

/** The file's contents with defaults filled in: sizes in bytes, durations in milliseconds, keys still in the file's spelling. */
export type Settings = z.output<typeof configSchema>;
