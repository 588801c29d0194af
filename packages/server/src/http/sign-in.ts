// Signing in on a page, for who has a browser and no way to send a token with each request: the token is shown once, and a cookie tells later who showed it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Identity, requireOwnSite } from "../core/access.js";
import { fault, ServiceError } from "../core/errors.js";
import type { HttpRequest, HttpResponse } from "../core/message.js";
import type { Phrase } from "../core/sentence.js";
import { type CallerParts, callerOf } from "./caller.js";
import { sendResponse, toHttpRequest } from "./exchange.js";
import { comeAgain } from "./refuse.js";

/** What the page shows: who has signed in, or why somebody could not. */
export interface SignInState {
  readonly identity?: Identity;
  readonly problem?: Phrase;
  readonly status?: number;
  /** Where one goes from here: a path of this server. */
  readonly to: string;
}

export interface SignInParts {
  readonly callers: CallerParts;
  /** The cookie for who shows this token. Throws what `identify` throws. */
  readonly open: (token: string, address: string) => Promise<{ readonly session: string; readonly seconds: number }>;
  readonly page: (request: HttpRequest, state: SignInState) => HttpResponse;
  /** Is the server reached over https: the cookie then goes over nothing else. */
  readonly isSecure: boolean;
  /** Path of the landing page. */
  readonly home: string;
  readonly stallMs: number;
}

const longestForm = 20_000;

/** A path of this server, and no address of another (nor what browsers read as one). */
function ownPath(given: string | null, home: string): string {
  return given !== null && given.length <= 2000 && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) && !given.includes("\\") ? given : home;
}

async function readForm({ body }: HttpRequest): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function cookie({ callers, isSecure }: SignInParts, value: string, seconds: number): string {
  return `${callers.sessionCookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
}

/** Puts /sign-in and /sign-out on the listener. `seen` is told what each request was for. */
export function addSignIn(app: FastifyInstance, parts: SignInParts, seen: (request: FastifyRequest, what: string) => void): void {
  const { callers, open, page, home, stallMs } = parts;
  const read = (request: FastifyRequest): HttpRequest => toHttpRequest(request, longestForm, stallMs);
  const goTo = (reply: FastifyReply, to: string): FastifyReply => reply.code(303).header("location", to).send();
  const tell = (reply: FastifyReply, request: HttpRequest, to: string, thrown: unknown): FastifyReply => {
    if (!(thrown instanceof ServiceError) || thrown.code === "internal") throw thrown;
    const status = { forbidden: 403, "too-many-attempts": 429, busy: 503, "too-large": 413 }[String(thrown.code)] ?? 400;
    return sendResponse(comeAgain(reply, thrown), page(request, { problem: thrown.faults[0], status, to }));
  };
  app.get("/sign-in", async (request, reply) => {
    seen(request, "sign-in");
    const plain = read(request);
    const to = ownPath(new URLSearchParams(plain.query).get("to"), home);
    try {
      const identity = await callerOf(request.raw, callers);
      return sendResponse(reply, page(plain, { identity, to }));
    } catch (thrown) {
      return tell(reply, plain, to, thrown);
    }
  });
  app.post("/sign-in", async (request, reply) => {
    seen(request, "sign-in");
    const plain = read(request);
    let to = home;
    try {
      requireOwnSite({ isCrossSite: callers.isCrossSite(plain.headers) });
      const form = await readForm(plain);
      to = ownPath(form.get("to"), home);
      const token = form.get("token")?.trim() ?? "";
      if (token === "") throw fault("missing-parameter", "Enter a token.");
      const { session, seconds } = await open(token, request.raw.socket.remoteAddress ?? "");
      return goTo(reply.header("set-cookie", cookie(parts, session, seconds)), to);
    } catch (thrown) {
      return tell(reply, plain, to, thrown);
    }
  });
  app.post("/sign-out", async (request, reply) => {
    seen(request, "sign-out");
    const plain = read(request);
    try {
      requireOwnSite({ isCrossSite: callers.isCrossSite(plain.headers) });
      for await (const _ of plain.body) void _;
      return goTo(reply.header("set-cookie", cookie(parts, "", 0)), "sign-in");
    } catch (thrown) {
      return tell(reply, plain, home, thrown);
    }
  });
}
