// Several versions of one service at one address: which of them answers a request, by the little that must be read of it before (OGC 06-121r9 clause 7.3.2).
// GetCapabilities goes to the first acceptable version, or to the newest; every other request names its version, by parameter or by namespace.
// A request that does not even do that is refused by the oldest: who says nothing of versions is likelier a client that knows one only.
import type { HttpRequest } from "../../core/message.js";
import type { Call, Protocol } from "../../core/operation.js";
import { decodeText } from "./decode-text.js";
import { makeGuardedParser, type Tag } from "./guarded-parser.js";
import { decodeValue } from "./kvp.js";
import { replay } from "./replay.js";

export interface VersionOffer<Form> {
  readonly version: string;
  /** Of its XML requests. */
  readonly namespace: string;
  /** KVP requests and other documents that only this version has, by request name in lower case or root element. */
  readonly only: readonly string[];
  readonly protocol: Protocol<Form>;
}

/** What a request says of versions. */
interface Signs {
  readonly request: string;
  readonly namespace: string;
  readonly version: string;
  readonly acceptVersions: readonly string[];
}

/** The form of an answer, and the version that knows how to read it. */
export interface VersionedForm<Form> {
  readonly version: string;
  readonly form: Form;
}

/** Longest start of a document that is read to find its version; what is undecided then goes to the oldest. */
const mostCharacters = 1_000_000;

/** One protocol of several; `offers` with the newest first. Who decodes a request tells its errors too; before that, whom its query names. */
export function negotiate<Form>(
  name: string,
  offers: readonly [VersionOffer<Form>, ...VersionOffer<Form>[]],
): Protocol<VersionedForm<Form>> {
  const oldest = oldestOf(offers);
  const chosen = new WeakMap<HttpRequest, { readonly offer: VersionOffer<Form>; readonly request: HttpRequest }>();
  const offerOf = (version: string): VersionOffer<Form> => offers.find((offer) => offer.version === version) ?? oldest;
  return {
    name,
    async decode(request, sink) {
      const { signs, body } = request.method === "POST" ? await peek(request) : { signs: ofQuery(request.query), body: request.body };
      const offer = choose(signs, offers);
      const same = { ...request, body };
      chosen.set(request, { offer, request: same });
      const { operation, form } = await offer.protocol.decode(same, sink);
      return { operation, form: { version: offer.version, form } };
    },
    encode({ operation, form }: Call<VersionedForm<Form>>, outcome, open) {
      return offerOf(form.version).protocol.encode({ operation, form: form.form }, outcome, open);
    },
    encodeError(error, request) {
      if (request === undefined) return oldest.protocol.encodeError(error);
      // Who has no right to ask, and all when there is too much to do, are refused before anything of a body is read.
      const told = chosen.get(request) ?? { offer: choose(ofQuery(request.query), offers), request };
      return told.offer.protocol.encodeError(error, told.request);
    },
  };
}

function oldestOf<Form>(offers: readonly [VersionOffer<Form>, ...VersionOffer<Form>[]]): VersionOffer<Form> {
  return offers.at(-1) ?? offers[0];
}

function choose<Form>(signs: Signs, offers: readonly [VersionOffer<Form>, ...VersionOffer<Form>[]]): VersionOffer<Form> {
  const [newest] = offers;
  const isCapabilities = signs.request.toLowerCase() === "getcapabilities";
  const named = isCapabilities && signs.acceptVersions.length > 0 ? signs.acceptVersions : [signs.version];
  const byVersion = named.flatMap((version) => offers.find((offer) => offer.version === version) ?? [])[0];
  const byNamespace = signs.namespace === "" ? undefined : offers.find((offer) => offer.namespace === signs.namespace);
  const byName = offers.find((offer) => offer.only.includes(signs.request.toLowerCase()));
  // A document is what its namespace says; of GetCapabilities, which is alike in all, the versions go first.
  return (
    (isCapabilities ? (byVersion ?? byNamespace) : (byNamespace ?? byVersion)) ?? byName ?? (isCapabilities ? newest : oldestOf(offers))
  );
}

function ofQuery(query: string): Signs {
  const values = new Map<string, string>();
  for (const pair of query.slice(0, mostCharacters).split("&", 1_000)) {
    const [key = "", ...value] = pair.split("=");
    const name = decodeValue(key)?.toLowerCase() ?? "";
    if (!values.has(name)) values.set(name, decodeValue(value.join("="))?.trim() ?? "");
  }
  const accepted = values.get("acceptversions") || values.get("acceptversion") || "";
  return {
    request: values.get("request") ?? "",
    namespace: "",
    version: values.get("version") ?? "",
    acceptVersions: accepted.split(",").flatMap((each) => each.trim() || []),
  };
}

interface Peeked {
  readonly signs: Signs;
  /** The whole body, as if nothing of it had been read. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Reads as much of a document as tells its version: the root element, and all of a GetCapabilities. A document that cannot be read says nothing here. */
async function peek(request: HttpRequest): Promise<Peeked> {
  const source = replay(request.body);
  const reader = makeSignReader();
  try {
    for await (const text of decodeText(source.first(), request.headers["content-type"])) {
      // In small pieces: the first of them holds the root element, and the rest is read again by the protocol.
      for (let at = 0; at < text.length && !reader.isDone(); at += 1_024) reader.write(text.slice(at, at + 1_024));
      if (reader.isDone() || source.byteLength() > mostCharacters) break;
    }
  } catch {
    // The chosen protocol meets the same error and tells it.
  }
  return { signs: reader.signs(), body: source.again() };
}

function makeSignReader() {
  const path: string[] = [];
  const versions: string[] = [];
  let root: Tag | undefined;
  let isEnded = false;
  let text = "";
  const isCapabilities = (): boolean => root?.local === "GetCapabilities";
  const attribute = (name: string): string =>
    Object.values(root?.attributes ?? {})
      .find((each) => each.local === name)
      ?.value.trim() ?? "";
  const parser = makeGuardedParser({
    openStart() {},
    open(tag) {
      root ??= tag;
      path.push(tag.local);
      text = "";
    },
    close() {
      if (path.at(-1) === "Version" && path.at(-2) === "AcceptVersions") versions.push(text.trim());
      path.pop();
      isEnded = path.length === 0;
    },
    text(piece) {
      text += isCapabilities() ? piece : "";
    },
    cdata() {},
  });
  return {
    write: (piece: string) => parser.write(piece),
    isDone: () => isEnded || (root !== undefined && !isCapabilities()),
    signs: (): Signs => ({
      request: root?.local ?? "",
      namespace: root?.uri ?? "",
      version: attribute("version"),
      acceptVersions: [...versions, ...attribute("acceptVersions").split(",")].flatMap((each) => each.trim() || []),
    }),
  };
}
