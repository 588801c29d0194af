// The two outputs of a container come over one stream, in frames of eight bytes of head (kind, length) and the bytes.
import type { Socket } from "node:net";
import { makePump } from "../../core/pump.js";

const headBytes = 8;

export interface FrameTakers {
  readonly output: (bytes: Uint8Array) => void;
  readonly complaints: (bytes: Uint8Array) => void;
}

/** Cuts chunks into frames; holds no more than a head. Of a kind that there is not, the bytes are dropped. */
export function makeFrames(take: FrameTakers): (chunk: Uint8Array) => void {
  let head = Buffer.alloc(0);
  let left = 0;
  let kind = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (left === 0) {
        const more = chunk.subarray(at, at + headBytes - head.length);
        at += more.length;
        head = Buffer.concat([head, more]);
        if (head.length < headBytes) return;
        kind = head.readUInt8(0);
        left = head.readUInt32BE(4);
        head = Buffer.alloc(0);
        continue;
      }
      const bytes = chunk.subarray(at, at + left);
      at += bytes.length;
      left -= bytes.length;
      if (kind === 1) take.output(bytes);
      if (kind === 2) take.complaints(bytes);
    }
  };
}

export interface Reader {
  /** Resolves when the stream has ended, broken off or not. */
  readonly ended: Promise<void>;
  /** No more waiting: the writers are dead, only the rest is on its way. */
  hurry(): void;
}

/** Begins to read, at the rate of a pump. */
export function readFrames(socket: Socket, take: FrameTakers): Reader {
  const pump = makePump([[socket, makeFrames(take)]]);
  socket.on("error", () => {});
  const ended = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
    socket.once("end", () => {
      socket.end();
      resolve();
    });
  });
  return { ended, hurry: pump.hurry };
}
