// What the maps say, in the languages of the pages.

export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly mapKeys: string;
  readonly west: string;
  readonly south: string;
  readonly east: string;
  readonly north: string;
  readonly crs: string;
  readonly clear: string;
  readonly badNumbers: string;
  readonly badOrder: string;
  readonly notOnMap: string;
  readonly boxHint: string;
  readonly point: string;
  readonly line: string;
  readonly polygon: string;
  readonly draw: string;
  readonly edit: string;
  readonly drawHint: string;
  readonly asText: string;
  readonly badGeometry: string;
  readonly wrongKind: string;
}

const en: MapWords = {
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  mapKeys: "Map. Arrow keys move it, plus and minus zoom.",
  west: "West (least x)",
  south: "South (least y)",
  east: "East (greatest x)",
  north: "North (greatest y)",
  crs: "Reference system",
  clear: "Clear",
  badNumbers: "All four must be numbers.",
  badOrder: "West must be less than east, and south less than north.",
  notOnMap: "Boxes of {crs} cannot be shown on this map; the numbers are what counts.",
  boxHint: "Drag on the map, or write the four numbers.",
  point: "Point",
  line: "Line",
  polygon: "Polygon",
  draw: "Draw",
  edit: "Edit",
  drawHint: "Click on the map; a double click ends a line or a polygon. Or write GeoJSON below, longitude first.",
  asText: "The same as GeoJSON",
  badGeometry: "This is no GeoJSON geometry.",
  wrongKind: "The geometry must be of another kind: {kind}.",
};

const cs: MapWords = {
  zoomIn: "Přiblížit",
  zoomOut: "Oddálit",
  mapKeys: "Mapa. Šipky ji posouvají, plus a minus mění měřítko.",
  west: "Západ (nejmenší x)",
  south: "Jih (nejmenší y)",
  east: "Východ (největší x)",
  north: "Sever (největší y)",
  crs: "Souřadnicový systém",
  clear: "Vymazat",
  badNumbers: "Všechny čtyři hodnoty musí být čísla.",
  badOrder: "Západ musí být menší než východ a jih menší než sever.",
  notOnMap: "Obdélníky v {crs} nelze na této mapě ukázat; platí čísla.",
  boxHint: "Táhněte na mapě, nebo napište čtyři čísla.",
  point: "Bod",
  line: "Linie",
  polygon: "Polygon",
  draw: "Kreslit",
  edit: "Upravit",
  drawHint: "Klikejte do mapy; dvojklik ukončí linii nebo polygon. Nebo napište GeoJSON níže, nejprve zeměpisnou délku.",
  asText: "Totéž jako GeoJSON",
  badGeometry: "Toto není geometrie GeoJSON.",
  wrongKind: "Geometrie musí být jiného druhu: {kind}.",
};

/** English for what is not spoken. */
export function mapWordsOf(language: string): MapWords {
  return /^cs\b/i.test(language) ? cs : en;
}
