// The table [events] of terrarium.toml: the streams by which clients follow jobs.
import { z } from "zod";
import { key } from "./key.js";
import { duration, whole } from "./values.js";

export const events = z
  .strictObject({
    streams: key(
      whole(0, 100_000).prefault(2_000),
      "whole number",
      "Streams of events (`/jobs/events`, `/jobs/ID/events`) that may be open at one time; 0 offers none.",
    ),
    streams_per_client: key(
      whole(1, 100_000).prefault(200),
      "whole number",
      "The same for one client: an owner at one address. Behind a reverse proxy all have its address.",
    ),
    beat: key(
      duration().prefault("15s"),
      "duration",
      "After so long without news a stream sends a line that means nothing, so that proxies keep it open.",
    ),
  })
  .prefault({});

/** In the spelling of the rest of the server. */
export function toEvents({ streams, streams_per_client: streamsPerClient, beat: beatMs }: z.output<typeof events>) {
  return { streams, streamsPerClient, beatMs };
}
