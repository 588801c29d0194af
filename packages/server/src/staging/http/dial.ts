// Opens the one connection of an exchange: to an address that the guard has looked at, or through the administrator's proxy. What is said on it is the exchange's.
import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import { lookupAmong } from "../../core/lookup-among.js";
import { Refusal } from "./guard.js";

/** How a host is reached: at one of these addresses and no other, whatever its name says by then, or by a proxy, which looks the name up itself. */
export type Way =
  | { readonly kind: "direct"; readonly addresses: readonly LookupAddress[] }
  | { readonly kind: "proxy"; readonly proxy: URL };

/** The refusal of a server that is silent for too long. */
export function noAnswer(): Refusal {
  return new Refusal("the other server did not answer in time.", true);
}

/** The other side is not who it should be, by its certificate; `code` is that of the error. */
export function isUntrusted(code: string): boolean {
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
}

function plain(address: string): string {
  return address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
}

/** Host and port of the URL as a connection wants them. */
function endOf(url: URL): { readonly host: string; readonly port: number } {
  const standard = url.protocol === "https:" ? 443 : 80;
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port === "" ? standard : Number(url.port) };
}

/** What the certificate must be for. There is no server name for an address (RFC 6066 clause 3). */
function identity(host: string): { readonly host: string; readonly servername?: string; readonly ALPNProtocols: string[] } {
  const name = host.replace(/\.$/, "");
  return { host, ALPNProtocols: ["http/1.1"], ...(isIP(host) === 0 ? { servername: name } : {}) };
}

/** Waits for the event; the socket is destroyed if it does not come. */
async function opened(socket: Socket, event: "connect" | "secureConnect", signal: AbortSignal): Promise<Socket> {
  // A connection may also fail between two steps, when nobody waits for anything of it.
  socket.on("error", () => undefined);
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function direct(url: URL, addresses: readonly LookupAddress[] | undefined, signal: AbortSignal): Promise<Socket> {
  const end = endOf(url);
  const isSecure = url.protocol === "https:";
  const options = { ...end, ...(addresses === undefined ? {} : { lookup: lookupAmong(addresses) }) };
  const socket = isSecure ? connectSecure({ ...options, ...identity(end.host) }) : connectPlain(options);
  socket.once("connect", () => {
    // Where we really are, not where we meant to go.
    const isVetted = addresses?.some(({ address }) => plain(address) === plain(socket.remoteAddress ?? "")) ?? true;
    if (!isVetted) socket.destroy(new Error("connected to an address that was not checked"));
  });
  await opened(socket, isSecure ? "secureConnect" : "connect", signal);
  if (socket.destroyed) throw socket.errored ?? new Error("the connection was closed");
  return socket;
}

/** What a proxy is told of the administrator's name and password. */
export function proxyHeaders({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** RFC 9110 clause 9.3.6 */
async function tunnelled(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const to = await direct(proxy, undefined, signal);
  const { host, port } = endOf(url);
  const authority = `${url.hostname}:${port}`;
  const request = httpRequest({
    ...{ method: "CONNECT", path: authority, headers: { host: authority, ...proxyHeaders(proxy) } },
    createConnection: () => to,
  });
  request.on("error", () => undefined).end();
  try {
    const [response, socket] = (await once(request, "connect", { signal })) as [IncomingMessage, Socket];
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) throw new Error(`the proxy answered CONNECT with status ${status}`);
    return await opened(connectSecure({ socket, ...identity(host) }), "secureConnect", signal);
  } catch (error) {
    to.destroy();
    throw error;
  }
}

/** A connection on which the host of `url` (or, for http by a proxy, that proxy) listens. Throws Refusal when there is none in `connectMs`. */
export async function dial(url: URL, way: Way, connectMs: number, signal: AbortSignal): Promise<Socket> {
  const late = AbortSignal.timeout(connectMs);
  const bounded = AbortSignal.any([signal, late]);
  try {
    if (way.kind === "direct") return await direct(url, way.addresses, bounded);
    // Proxies commonly refuse CONNECT to port 80, so plain http is asked for in absolute form.
    return await (url.protocol === "https:" ? tunnelled(url, way.proxy, bounded) : direct(way.proxy, undefined, bounded));
  } catch (error) {
    throw late.aborted && !signal.aborted ? noAnswer() : error;
  }
}
