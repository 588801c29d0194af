// A small table of EPSG systems: axis order by the EPSG registry, and definitions for proj4.
// Shifts between datums are those of the Helmert kind: good to one or two metres where they apply. More precise work is for PROJ itself.

export interface EpsgEntry {
  /** The registry puts northing or latitude before easting or longitude. */
  readonly northFirst: boolean;
  readonly proj4: string;
}

const wgs84 = "+datum=WGS84";
const grs80 = "+ellps=GRS80 +towgs84=0,0,0,0,0,0,0";
const sjtsk = "+ellps=bessel +towgs84=570.8,85.7,462.8,4.998,1.587,5.261,3.56";
const dhdn = "+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7";
const ch1903 = "+ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0";
const meters = "+units=m +no_defs";

const east: ReadonlyArray<readonly [number, string]> = [
  [3857, `+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +nadgrids=@null ${meters}`],
  [3395, `+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 ${wgs84} ${meters}`],
  [5514, `+proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 ${sjtsk} ${meters}`],
  [2154, `+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 ${grs80} ${meters}`],
  [
    28992,
    `+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725 ${meters}`,
  ],
  [
    27700,
    `+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 ${meters}`,
  ],
  [21781, `+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=600000 +y_0=200000 ${ch1903} ${meters}`],
  [2056, `+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 ${ch1903} ${meters}`],
];
const north: ReadonlyArray<readonly [number, string]> = [
  [4326, `+proj=longlat ${wgs84} +no_defs`],
  [4258, `+proj=longlat ${grs80} +no_defs`],
  [4269, `+proj=longlat ${grs80} +no_defs`],
  [4156, `+proj=longlat ${sjtsk} +no_defs`],
  [3035, `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${grs80} ${meters}`],
  [3034, `+proj=lcc +lat_1=35 +lat_2=65 +lat_0=52 +lon_0=10 +x_0=4000000 +y_0=2800000 ${grs80} ${meters}`],
  [3006, `+proj=utm +zone=33 ${grs80} ${meters}`],
  [2180, `+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 ${grs80} ${meters}`],
  [3416, `+proj=lcc +lat_1=49 +lat_2=46 +lat_0=47.5 +lon_0=13.3333333333333 +x_0=400000 +y_0=400000 ${grs80} ${meters}`],
];

function makeTable(): ReadonlyMap<string, EpsgEntry> {
  const table = new Map<string, EpsgEntry>();
  const add = (code: number, proj4: string, northFirst: boolean) => table.set(`EPSG:${code}`, { proj4, northFirst });
  for (const [code, proj4] of east) add(code, proj4, false);
  for (const [code, proj4] of north) add(code, proj4, true);
  for (let zone = 1; zone <= 60; zone++) {
    add(32600 + zone, `+proj=utm +zone=${zone} ${wgs84} ${meters}`, false);
    add(32700 + zone, `+proj=utm +zone=${zone} +south ${wgs84} ${meters}`, false);
  }
  for (let zone = 28; zone <= 38; zone++) add(25800 + zone, `+proj=utm +zone=${zone} ${grs80} ${meters}`, false);
  for (let zone = 2; zone <= 5; zone++) {
    add(31464 + zone, `+proj=tmerc +lat_0=0 +lon_0=${zone * 3} +k=1 +x_0=${zone}500000 +y_0=0 ${dhdn} ${meters}`, true);
  }
  return table;
}

export const epsgTable: ReadonlyMap<string, EpsgEntry> = makeTable();
