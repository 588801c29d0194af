// The table [metrics] of terrarium.toml: whether the server tells of itself, and to whom.
import { z } from "zod";
import { key } from "./key.js";
import { flag, words } from "./values.js";

export const metrics = z
  .strictObject({
    enabled: key(flag().prefault(true), "true or false", "Whether `/metrics` is there, in the text format of Prometheus."),
    allow: key(
      words().prefault(["127.0.0.0/8", "::1"]),
      "list of texts",
      "Addresses and ranges that may read `/metrics`, and the reasons in `/health`; loopback only unless said otherwise. What a reverse proxy passes on is refused to all. " +
        "That the server is alive and ready, by status alone, everybody may know.",
    ),
  })
  .prefault({});
