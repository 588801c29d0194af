// A part of the page that scrolls by itself: keys must reach it, or who has no mouse sees only its beginning.
import type { ComponentChildren } from "preact";

export interface ScrollBoxParts {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
  /** What changes in it is read out. */
  readonly isLive?: boolean;
}

export function ScrollBox({ label, class: name, children, isLive = false }: ScrollBoxParts) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is reached by keys in order to be scrolled.
    <section class={name} aria-label={label} tabIndex={0} aria-live={isLive ? "polite" : undefined}>
      {children}
    </section>
  );
}

/** Text as it is. */
export function TextBox({
  label,
  text,
  isWrapped = true,
}: {
  readonly label: string;
  readonly text: string;
  readonly isWrapped?: boolean;
}) {
  return (
    <ScrollBox label={label} class="textbox">
      <pre class={isWrapped ? "wrap" : undefined}>
        <code>{text}</code>
      </pre>
    </ScrollBox>
  );
}
