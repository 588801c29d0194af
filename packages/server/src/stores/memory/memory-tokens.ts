// Keeps tokens, and what servers sign by, in memory beside the jobs.
import { fault } from "../../core/errors.js";
import type { KeptToken, TokenStore } from "../../core/token.js";

export function makeMemoryTokens(): TokenStore {
  const tokens = new Map<string, KeptToken>();
  const secrets = new Map<string, string>();
  return {
    async add(token) {
      if (tokens.has(token.id)) throw fault("conflict", "There is a token with this id already.");
      tokens.set(token.id, token);
    },
    get: async (id) => tokens.get(id),
    async list() {
      const all = [...tokens.values()].sort((one, other) => one.createdMs - other.createdMs || (one.id < other.id ? -1 : 1));
      return all.map(({ secretSha256: _secret, ...record }) => record);
    },
    remove: async (id) => tokens.delete(id),
    async secret(name, fresh) {
      const secret = secrets.get(name) ?? fresh;
      secrets.set(name, secret);
      return secret;
    },
  };
}
