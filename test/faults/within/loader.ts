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
  const found = await next(specifier, context);
  const isOurs = context.parentURL?.endsWith(mark) === true;
  return !isOurs && makers.some(([path]) => found.url.endsWith(path)) ? { ...found, url: `${found.url}${mark}` } : found;
}

export async function load(
  url: string,
  context: LoadHookContext,
  next: (url: string, context?: Partial<LoadHookContext>) => LoadFnOutput | Promise<LoadFnOutput>,
): Promise<LoadFnOutput> {
  const [, name, room] = makers.find(([path]) => url.endsWith(`${path}${mark}`)) ?? [];
  if (name === undefined) return next(url, context);
  const whole = JSON.stringify(url.slice(0, -mark.length));
  const source = `import * as whole from ${whole};
import { around } from ${JSON.stringify(points)};
export * from ${whole};
export const ${name} = (...all) => around(${JSON.stringify(room)}, whole.${name}(...all));`;
  return { format: "module", source, shortCircuit: true };
}
