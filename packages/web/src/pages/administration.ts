// The page of administrators, kept fresh: what the server makes of it anew takes the place of what is shown, as long as somebody looks.
import type { App } from "../ui/app-type.js";

const everyMs = 3_000;

/** Renews each island that has changed; one in which somebody is at work with the keyboard waits for its turn. */
function renew(fresh: Document): void {
  for (const island of document.querySelectorAll<HTMLElement>("[data-island]")) {
    const other = fresh.querySelector(`[data-island="${island.dataset["island"]}"]`);
    if (other === null || other.innerHTML === island.innerHTML || island.contains(document.activeElement)) continue;
    island.replaceChildren(...document.adoptNode(other).childNodes);
  }
}

async function look(): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "error" });
  // Signed out, or the server is away: what was seen last stays.
  if (response.ok) renew(new DOMParser().parseFromString(await response.text(), "text/html"));
}

export function start(_app: App): void {
  let isLooking = false;
  setInterval(() => {
    if (isLooking || document.hidden) return;
    isLooking = true;
    look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
}
