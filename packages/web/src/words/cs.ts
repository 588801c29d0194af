// What scripts show, in Czech.
import type { Words } from "./en.js";

export const cs: Words = {
  search: "Hledat",
  searchHint: "Název, popis, klíčové slovo nebo identifikátor",
  keywords: "Klíčová slova",
  clearFilters: "Zobrazit vše",
  countShown: "Procesy: {shown} z {all}",
  countAll: "Počet procesů: {all}",
  noneFits: "Žádný proces neodpovídá. Zkuste jiné slovo nebo zobrazte vše.",
  version: "verze {version}",
  outcomes: "Poslední úlohy: {count}, z toho úspěšné: {successful}",
  usualTime: "polovina z nich do {time}",
  typescript: "TypeScript",
  python: "Python",
  pywps: "PyWPS",
  command: "Příkaz",
  image: "Obraz kontejneru",
  notIsolated: "Bez izolace: může číst a měnit vše, co server",
  inSandbox: "Pískoviště, {by}: {what}",
  inContainer: "Kontejner, {by}: {what}",
  allLimits: "omezení",
  someLimits: "omezení kromě: {names}",
};
