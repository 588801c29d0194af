// The pipes of sandboxes that a zygote forks: connections to a socket which only the zygote's uid can reach. Each begins with a line that names
// the sandbox by a word that is used once, and the pipe by its number (0 standard input, 1 output, 2 error).
import { once } from "node:events";
import { chmod, chown, open } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { basename, dirname } from "node:path";

export interface ForkPipes {
  /** The three pipes, when all have come. `forget` it if they are not to come any more. */
  expect(token: string): Promise<readonly [input: Socket, output: Socket, complaints: Socket]>;
  forget(token: string): void;
  close(): void;
}

interface Expected {
  readonly pipes: (Socket | undefined)[];
  readonly resolve: (pipes: [Socket, Socket, Socket]) => void;
}

/** Reads the first line of a connection and leaves the rest in it. */
function readGreeting(socket: Socket, take: (token: string, number: number) => void): void {
  const look = () => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) return;
    const end = bytes.indexOf(10);
    if (end < 0) return void socket.destroy();
    socket.removeListener("readable", look);
    if (end + 1 < bytes.length) socket.unshift(bytes.subarray(end + 1));
    const [token = "", number] = bytes.subarray(0, end).toString("latin1").split(" ");
    take(token, Number(number));
  };
  socket.on("error", () => {});
  socket.on("readable", look);
}

function place(expected: Map<string, Expected>, token: string, number: number, socket: Socket): void {
  const found = expected.get(token);
  if (!found || ![0, 1, 2].includes(number) || found.pipes[number]) return void socket.destroy();
  found.pipes[number] = socket;
  const [input, output, complaints] = found.pipes;
  if (!input || !output || !complaints) return;
  expected.delete(token);
  found.resolve([input, output, complaints]);
}

async function listenAt(server: Server, path: string): Promise<void> {
  // The folder's descriptor stands for its path, which may be longer than what the address of a socket takes.
  const folder = await open(dirname(path), "r");
  try {
    server.listen(`/proc/self/fd/${folder.fd}/${basename(path)}`);
    await once(server, "listening");
  } finally {
    await folder.close();
  }
}

/** Listens at `path`, where only root and `uid` can connect; absent: only the own uid. */
export async function makeForkPipes(path: string, uid: number | undefined): Promise<ForkPipes> {
  const expected = new Map<string, Expected>();
  const server = createServer({ allowHalfOpen: true }, (socket) =>
    readGreeting(socket, (token, number) => place(expected, token, number, socket)),
  );
  // One that cannot be accepted never comes, which is told where it is waited for.
  server.on("error", () => {});
  try {
    await listenAt(server, path);
    await chmod(path, 0o600);
    if (uid !== undefined) await chown(path, uid, uid);
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    expect: (token) => new Promise((resolve) => expected.set(token, { pipes: [undefined, undefined, undefined], resolve })),
    forget(token) {
      for (const pipe of expected.get(token)?.pipes ?? []) pipe?.destroy();
      expected.delete(token);
    },
    close: () => void server.close(),
  };
}

/** Resolves when both outputs have ended. */
export async function outputsEnded([, ...outputs]: readonly Socket[]): Promise<void> {
  const endOf = (pipe: Socket) =>
    new Promise<void>((resolve) => {
      if (pipe.readableEnded || pipe.destroyed) resolve();
      for (const event of ["end", "close"]) pipe.once(event, () => resolve());
    });
  await Promise.all(outputs.map(endOf));
}
