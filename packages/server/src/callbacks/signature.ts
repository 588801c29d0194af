// Signs what is sent to subscribers, so that they can tell it from what anybody else sends there: HTTP message signatures (RFC 9421) with Ed25519,
// over method, address, type and digest (RFC 9530). The key pair is the server's own; its public half is published, nobody has to share a secret.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface Signer {
  /** The public key as a JSON Web Key (RFC 8037) with its `kid`. */
  readonly publicKey: Readonly<Record<string, string>>;
  /** The headers that sign a POST of `body`. */
  headers(url: string, contentType: string, body: string): Record<string, string>;
}

/** The key in `file`, PEM; made on first use and readable for nobody else. */
function readKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    const { privateKey } = generateKeyPairSync("ed25519");
    // Synced before it has its name: after a power cut there is the whole key or none.
    writeFileSync(`${file}.new`, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return privateKey;
  }
}

/** Reads or makes the key pair. `now` is wall time in milliseconds. */
export function makeSigner({ file, now }: { readonly file: string; readonly now: () => number }): Signer {
  const key = readKey(file);
  const { kty = "", crv = "", x = "" } = createPublicKey(key).export({ format: "jwk" });
  // RFC 7638: the thumbprint of the key is its name.
  const kid = createHash("sha256").update(JSON.stringify({ crv, kty, x })).digest("base64url");
  return {
    publicKey: { kty, crv, x, kid, alg: "EdDSA", use: "sig" },
    headers(url, contentType, body) {
      const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
      const covered = `("@method" "@target-uri" "content-type" "content-digest");created=${Math.floor(now() / 1_000)};keyid="${kid}";alg="ed25519"`;
      const base = [
        '"@method": POST',
        `"@target-uri": ${url}`,
        `"content-type": ${contentType}`,
        `"content-digest": ${digest}`,
        `"@signature-params": ${covered}`,
      ].join("\n");
      return {
        "content-type": contentType,
        "content-digest": digest,
        "signature-input": `terrarium=${covered}`,
        signature: `terrarium=:${sign(null, Buffer.from(base), key).toString("base64")}:`,
      };
    },
  };
}
