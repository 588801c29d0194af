// Takes over a part of a page that the server made.
import { type ComponentChild, render } from "preact";

/** Puts a component in the place of what the server made, in one step: call it when everything it shows first is there. */
export function takeOver(island: HTMLElement, content: ComponentChild): void {
  island.replaceChildren();
  render(content, island);
  island.dataset["alive"] = "true";
}
