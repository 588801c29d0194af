// The thread behind way-out.ts: hands each connection of the job's own loopback to the socket in its folder, byte by byte, and judges nothing.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

const words = "The server is away, and with it the way out of this job";
const away = `HTTP/1.1 503 ${words}\r\ncontent-type: text/plain\r\ncontent-length: ${words.length + 2}\r\nconnection: close\r\n\r\n${words}.\n`;

function join(near: Socket, far: Socket): void {
  let isThere = false;
  near.on("error", () => near.destroy()).once("close", () => far.destroySoon());
  far.once("connect", () => {
    isThere = true;
    near.pipe(far);
    far.pipe(near);
  });
  far.on("error", () => {
    if (isThere) near.destroy();
    else near.end(away).resume();
  });
  far.once("close", () => near.destroySoon());
}

const server = createServer({ allowHalfOpen: true }, (near) => join(near, connect({ path: workerData as string, allowHalfOpen: true })));
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
