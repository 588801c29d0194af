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
  isolation: "Izolace",
  language: "Napsáno v",
  anyOf: "libovolné",
  details: "Omezení a izolace",
};
