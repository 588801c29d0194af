// The roles that callers have. What each may do is access.ts.

/** From the least to the most; each may do all that those before it may. */
export const roles = ["none", "describe", "use", "deploy", "administer"] as const;

/**
 * none: nothing. describe: read what is offered. use: execute, and see and end the jobs of its own. deploy: publish processes. administer: everything, on
 * the jobs of all.
 */
export type Role = (typeof roles)[number];

/** Is `role` at least `least`? */
export function includes(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
