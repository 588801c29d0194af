// What scripts show, in English: the phrases that every language has. `{name}` is replaced by a value.

export const en = {
  search: "Search",
  searchHint: "Title, description, keyword or identifier",
  keywords: "Keywords",
  clearFilters: "Show all",
  countShown: "{shown} of {all} processes",
  countAll: "{all} processes",
  noneFits: "No process fits. Try another word, or show all.",
  version: "version {version}",
  outcomes: "{successful} of the last {count} jobs succeeded",
  usualTime: "half of them within {time}",
  typescript: "TypeScript",
  python: "Python",
  pywps: "PyWPS",
  command: "Command",
  image: "Container image",
  notIsolated: "Not isolated: it can read and change all that the server can",
  inSandbox: "Sandbox by {by}: {what}",
  inContainer: "Container by {by}: {what}",
  allLimits: "limits",
  someLimits: "limits but for {names}",
} as const;

export type Word = keyof typeof en;
export type Words = Readonly<Record<Word, string>>;
