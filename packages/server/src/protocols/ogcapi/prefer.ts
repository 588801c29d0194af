// The header Prefer (RFC 7240), as far as it is known here.

export interface Preferences {
  readonly respondAsync: boolean;
  /** Seconds. */
  readonly waitS?: number;
  readonly return?: "minimal" | "representation";
}

/** The first of equal names counts; what is not understood is passed over, as the RFC has it. */
export function readPrefer(header: string | undefined): Preferences {
  const words = new Map<string, string>();
  for (const part of (header ?? "").split(/[,;]/)) {
    const [name = "", value = ""] = part.split("=").map((word) => word.trim().replace(/^"(.*)"$/, "$1"));
    if (name !== "" && !words.has(name.toLowerCase())) words.set(name.toLowerCase(), value.toLowerCase());
  }
  const wait = words.get("wait") ?? "";
  const form = words.get("return");
  return {
    respondAsync: words.has("respond-async"),
    ...(/^\d{1,6}$/.test(wait) ? { waitS: Number(wait) } : {}),
    ...(form === "minimal" || form === "representation" ? { return: form } : {}),
  };
}
