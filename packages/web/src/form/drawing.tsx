// Drawing in place of typing: the map and what it needs come only when somebody asks for them.
import type { ComponentChildren, ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { FormWords } from "./words.js";

interface DrawingProps<P extends object> {
  readonly words: FormWords;
  /** Brings the component that draws. */
  load(): Promise<ComponentType<P>>;
  /** What it is given. */
  readonly given: P;
  /** The fields to type in, where nothing is drawn. */
  readonly children: ComponentChildren;
}

/** Shows `children`, or in their place the component that draws. */
export function Drawing<P extends object>({ words, load, given, children }: DrawingProps<P>) {
  const [Field, setField] = useState<{ readonly of: ComponentType<P> }>();
  const toggle = () => (Field === undefined ? void load().then((of) => setField({ of })) : setField(undefined));
  return (
    <>
      {Field === undefined ? children : <Field.of {...given} />}
      <p>
        <button type="button" onClick={toggle}>
          {Field === undefined ? words.draw : words.type}
        </button>
      </p>
    </>
  );
}
