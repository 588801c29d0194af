// A file that came in: what every handle of an input can do, whatever is in it. Handles that know more are made from it by a FileKind.
import { createReadStream, promises } from "node:fs";
import type { Format } from "./description.js";
import { UserError } from "./user-error.js";

/** A staged input file. Nothing is read before it is asked for. */
export interface ComplexHandle {
  /** Of the input. */
  readonly id: string;
  /** Absolute path inside the sandbox; the file is read-only. */
  readonly path: string;
  readonly format: Format;
  readonly byteLength: number;
  /** The whole file as UTF-8 text. Throws UserError if it is something else. */
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
  /** The file in pieces, for data that is larger than the memory. */
  stream(): AsyncIterable<Uint8Array>;
  /** The parsed JSON, unchecked. Throws UserError if it is something else. */
  json(): Promise<unknown>;
}

/** The handle of a staged file. */
export function makeFileHandle(file: Pick<ComplexHandle, "id" | "path" | "format" | "byteLength">): ComplexHandle {
  const { id, path } = file;
  const text = async () => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await promises.readFile(path));
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw new UserError(`The data of input ${id} is not UTF-8 text.`, { input: id, cause });
    }
  };
  const json = async () => {
    const source = await text();
    try {
      return JSON.parse(source) as unknown;
    } catch (cause) {
      throw new UserError(`The data of input ${id} is not valid JSON.`, { input: id, cause });
    }
  };
  const stream = () => createReadStream(path, { highWaterMark: 256 * 1024 });
  return { ...file, text, json, stream, bytes: () => promises.readFile(path) };
}
