// The head of a table: a row of what its columns are called.
import type { ComponentChildren } from "preact";

/** `children` stand before the names: what heads a column of its own kind. */
export function TableHead({ names, children }: { readonly names: readonly string[]; readonly children?: ComponentChildren }) {
  return (
    <thead>
      <tr>
        {children}
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
