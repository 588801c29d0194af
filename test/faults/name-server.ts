// A name server of a test's own: names that are not known when they are first asked for, and are the next time; others never are.
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { writeFileSync } from "node:fs";

export interface NameServer {
  /** How often a name was asked for, by any type. */
  asked(name: string): number;
  /** Words before a server that make it ask here, and nobody else on the machine. `folder` holds what they need. */
  before(folder: string): string[];
  close(): Promise<void>;
}

const header = 12;
const typeA = 1;
const unknown = 3;

/** The name that a question is for, its type, and where it ends. RFC 1035 clause 4.1.2 */
function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = header;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** 127.0.0.1, valid for no time; an answer without it says that there is nothing of this type. */
const address = Buffer.from([0xc0, header, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);

function reply(query: Buffer, code: number): Buffer {
  const { type, end } = questionOf(query);
  const records = code === 0 && type === typeA ? [address] : [];
  const head = Buffer.from(query.subarray(0, header));
  head.writeUInt16BE(0x8180 | code, 2);
  for (const [offset, count] of [1, records.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * offset);
  return Buffer.concat([head, query.subarray(header, end), ...records]);
}

/** `late` is the name that is known the second time. Needs root: name servers have port 53. */
export async function startNameServer(late: string): Promise<NameServer> {
  const counts = new Map<string, number>();
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address: asker }) => {
    const { name, type } = questionOf(query);
    const key = `${name} ${type}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    socket.send(reply(query, name === late && (counts.get(key) ?? 0) > 1 ? 0 : unknown), port, asker);
  });
  const own = `127.53.${process.pid & 0xff}.${1 + Math.floor(Math.random() * 250)}`;
  socket.bind(53, own);
  await once(socket, "listening");
  return {
    asked: (name) => counts.get(`${name} ${typeA}`) ?? 0,
    before(folder) {
      const file = `${folder}/resolv.conf`;
      writeFileSync(file, `nameserver ${own}\noptions timeout:2 attempts:2\n`, { mode: 0o644 });
      return ["unshare", "--mount", "sh", "-c", `mount --bind "${file}" /etc/resolv.conf && exec "$@"`, "sh"];
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
