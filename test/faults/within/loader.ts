// Hooks of Node's module loader: puts points.ts around the rooms of a built server, module by module, without a change of any of them.
import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from "node:module";

/** Where a room is made: the end of the module's path, what it exports, and the room's name at the points. */
const makers: readonly (readonly [path: string, name: string, room: string])[] = [
  ["/stores/sqlite/sqlite-store.js", "makeSqliteStore", "store"],
  ["/stores/postgres/postgres-store.js", "makePostgresStore", "store"],
  ["/staging/file/file-store.js", "makeFileStore", "files"],
  ["/staging/s3/s3-store.js", "makeS3Store", "files"],
  ["/staging/http/fetcher.js", "makeFetcher", "fetcher"],
  ["/main/engine.js", "startEngine", "engine"],
];

/** The tables of the job database: those of the version after this one, where a test asks for them. */
const schema = "/stores/sqlite/schema.js";
const isNext = process.env["TERRARIUM_NEXT_SCHEMA"] !== undefined;

/** What the build makes of all modules for a faster start; here they are wanted one by one. */
const [bundle, modules] = ["/bundle/command-line.js", "/commands/command-line.js"];

const mark = "?around";
let points = "";

export function initialize(data: { readonly points: string }): void {
  points = data.points;
}

export async function resolve(
  specifier: string,
  context: ResolveHookContext,
  next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput | Promise<ResolveFnOutput>,
): Promise<ResolveFnOutput> {
  const found = await next(specifier.endsWith(bundle) ? specifier.replace(bundle, modules) : specifier, context);
  const isOurs = context.parentURL?.endsWith(mark) === true;
  const isMeant = makers.some(([path]) => found.url.endsWith(path)) || (isNext && found.url.endsWith(schema));
  return !isOurs && isMeant ? { ...found, url: `${found.url}${mark}` } : found;
}

export async function load(
  url: string,
  context: LoadHookContext,
  next: (url: string, context?: Partial<LoadHookContext>) => LoadFnOutput | Promise<LoadFnOutput>,
): Promise<LoadFnOutput> {
  if (url.endsWith(`${schema}${mark}`)) {
    const source = `import { migrations as known } from ${JSON.stringify(url.slice(0, -mark.length))};
const script = "alter table jobs add column of_the_next text; create table of_the_next (id text)";
export const migrations = [...known, { version: known.length + 1, script }];`;
    return { format: "module", source, shortCircuit: true };
  }
  const [, name, room] = makers.find(([path]) => url.endsWith(`${path}${mark}`)) ?? [];
  if (name === undefined) return next(url, context);
  const whole = JSON.stringify(url.slice(0, -mark.length));
  const source = `import * as whole from ${whole};
import { around } from ${JSON.stringify(points)};
export * from ${whole};
export const ${name} = (...all) => around(${JSON.stringify(room)}, whole.${name}(...all));`;
  return { format: "module", source, shortCircuit: true };
}
