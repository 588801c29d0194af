// Nested inputs and outputs: the rest of the server knows them by paths (`outer.inner`), a description says which parts of a path are groups,
// and WPS 2.0 writes groups as elements around their members.
import type { GroupDescription } from "@terrarium/sdk";

/** A member by its own id, or a group with what is in it. */
export type Item<T> =
  | { readonly kind: "one"; readonly id: string; readonly described: T }
  | { readonly kind: "group"; readonly group: GroupDescription; readonly items: readonly Item<T>[] };

/** The innermost group that a path lies in. */
function groupOf(path: string, groups: readonly GroupDescription[]): GroupDescription | undefined {
  return groups.filter((group) => path.startsWith(`${group.id}.`)).sort((a, b) => b.id.length - a.id.length)[0];
}

/** The path as ids from the outside in. */
export function idsOf(path: string, groups: readonly GroupDescription[]): readonly [string, ...string[]] {
  const group = groupOf(path, groups);
  return group === undefined ? [path] : [...idsOf(group.id, groups), path.slice(group.id.length + 1)];
}

/** Inputs or outputs in their groups; a group stands where its first member stood. */
export function nest<T extends { readonly id: string }>(all: readonly T[], groups: readonly GroupDescription[]): Item<T>[] {
  return nestBelow(all, groups, undefined);
}

function nestBelow<T extends { readonly id: string }>(
  all: readonly T[],
  groups: readonly GroupDescription[],
  outer: GroupDescription | undefined,
): Item<T>[] {
  const start = outer === undefined ? 0 : outer.id.length + 1;
  const items: Item<T>[] = [];
  const seen = new Set<GroupDescription>();
  for (const described of all) {
    let group = groupOf(described.id, groups);
    while (group !== undefined && group !== outer && groupOf(group.id, groups) !== outer) group = groupOf(group.id, groups);
    if (group === outer) items.push({ kind: "one", id: described.id.slice(start), described });
    else if (group !== undefined && !seen.has(group)) {
      const { id } = group;
      seen.add(group);
      const members = all.filter((one) => one.id.startsWith(`${id}.`));
      items.push({ kind: "group", group: { ...group, id: id.slice(start) }, items: nestBelow(members, groups, group) });
    }
  }
  return items;
}
