// The two outputs of a container come over one stream, in frames of eight bytes of head (kind, length) and the bytes. Read at a bounded rate: a
// job that floods its output waits, and costs the server neither memory nor the time that other jobs need.
import type { Socket } from "node:net";

const headBytes = 8;
const windowMs = 100;
/** 40 MB per second. */
const windowBytes = 4 * 1024 * 1024;

export interface FrameTakers {
  readonly output: (bytes: Buffer) => void;
  readonly complaints: (bytes: Buffer) => void;
}

/** Cuts chunks into frames; holds no more than a head. Of a kind that there is not, the bytes are dropped. */
export function makeFrames(take: FrameTakers): (chunk: Buffer) => void {
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

export function readFrames(socket: Socket, take: FrameTakers): Reader {
  const push = makeFrames(take);
  let windowEndMs = 0;
  let left = windowBytes;
  let timer: NodeJS.Timeout | undefined;
  let isHurried = false;
  const goOn = () => {
    clearTimeout(timer);
    timer = undefined;
    left = windowBytes;
    socket.resume();
  };
  socket.on("data", (chunk: Buffer) => {
    push(chunk);
    const nowMs = performance.now();
    if (nowMs >= windowEndMs) {
      windowEndMs = nowMs + windowMs;
      left = windowBytes;
    }
    left -= chunk.length;
    if (left > 0 || isHurried || timer) return;
    socket.pause();
    timer = setTimeout(goOn, Math.max(1, windowEndMs - nowMs));
  });
  socket.on("error", () => {});
  const ended = new Promise<void>((resolve) => {
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once("end", () => {
      socket.end();
      resolve();
    });
  });
  return {
    ended,
    hurry() {
      isHurried = true;
      goOn();
    },
  };
}
