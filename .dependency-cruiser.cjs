// Turns the table of rooms (scripts/rooms.json) into rules: a room imports what its row allows and nothing else; no cycles, types included.
/** @type {{ room: string, mayImport: string[], npm: string[], pure?: boolean }[]} */
const rooms = require("./scripts/rooms.json");

const literally = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const below = (/** @type {string} */ room) => (room.endsWith("/*") ? `^${literally(room.slice(0, -1))}` : `^${literally(room)}/`);

// Tests may reach into other rooms; so may conformance suites and what tests of several rooms share.
const tests =
  "(\\.test\\.ts|/conformance\\.ts|/conformance/[^/]+\\.ts|/jobs/rig\\.ts|/sealed-engine\\.ts|/way-out-ground\\.ts|/private-daemon\\.ts|/private-postgres\\.ts|/private-swift\\.ts)$";

const rules = rooms.flatMap(({ room, mayImport, npm, pure }) => [
  {
    name: `${room}: other rooms`,
    comment: `${room} may import ${mayImport.join(", ") || "no other room"}.`,
    severity: "error",
    from: { path: below(room), pathNot: tests },
    to: { path: "^(packages|processes|scripts|test|bench)/", pathNot: [room, ...mayImport].map(below) },
  },
  {
    name: `${room}: npm`,
    comment: `${room} may import ${npm.join(", ") || "nothing"} from npm. Each dependency is imported by one folder of a package.`,
    severity: "error",
    from: { path: below(room), pathNot: tests },
    to: { path: "(^|/)node_modules/", pathNot: npm.map((name) => `(^|/)node_modules/(@types/)?${literally(name)}/`) },
  },
  ...(pure
    ? [
        {
          name: `${room}: pure`,
          comment: `${room} uses nothing of Node.js.`,
          severity: "error",
          from: { path: below(room), pathNot: tests },
          to: { dependencyTypes: ["core"] },
        },
      ]
    : []),
]);

module.exports = {
  forbidden: [
    ...rules,
    { name: "no cycles", comment: "A cycle has no top to begin reading.", severity: "error", from: {}, to: { circular: true } },
    { name: "no dead ends", comment: "An import that cannot be resolved.", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "every file has a room",
      comment: "Add the folder to scripts/rooms.json.",
      severity: "error",
      from: { path: "^(packages|processes)/", pathNot: [...rooms.map(({ room }) => below(room)), tests] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: ["(^|/)node_modules/", "/dist/"] },
    exclude: { path: "^packages/[^/]+/dist/.*\\.map$" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
