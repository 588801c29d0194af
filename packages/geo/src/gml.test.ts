// GML in and out: every notation of the simple features, axis order, and what malformed documents get.
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Collection, Feature, Geometry } from "./model.js";
import { countFeatures, readCollection, readFeatures, writeCollection } from "./vector.js";

async function collect<One>(items: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const source = (text: string | Uint8Array, pieceLength = 1 << 20) => {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
  );
  return { format: { mediaType: "application/gml+xml" }, stream: () => Readable.from(pieces) };
};

const gml = 'xmlns:gml="http://www.opengis.net/gml"';
const gml32 = 'xmlns:gml="http://www.opengis.net/gml/3.2"';

async function read(text: string): Promise<Feature[]> {
  return collect(readFeatures(source(text), "layer"));
}
async function geometryOf(content: string, namespace = gml): Promise<Geometry | undefined> {
  const text = `<a:c xmlns:a="urn:a" ${namespace}><gml:featureMember><a:f><a:g>${content}</a:g></a:f></gml:featureMember></a:c>`;
  return (await read(text))[0]?.geometry;
}
async function faultOf(text: string): Promise<string> {
  try {
    await read(text);
  } catch (error) {
    expect(error).toMatchObject({ userError: true, input: "layer" });
    return (error as Error).message;
  }
  return "";
}

const ring = "0 0 4 0 4 4 0 0";
const triangle = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 0],
];

test.for<[string, string, Geometry]>([
  ["a point by pos", "<gml:Point><gml:pos>1 2</gml:pos></gml:Point>", { type: "Point", coordinates: [1, 2] }],
  ["a point with height", "<gml:Point srsDimension='3'><gml:pos>1 2 3</gml:pos></gml:Point>", { type: "Point", coordinates: [1, 2, 3] }],
  [
    "a point by coordinates",
    "<gml:Point><gml:coordinates>1e1,-2.5</gml:coordinates></gml:Point>",
    { type: "Point", coordinates: [10, -2.5] },
  ],
  [
    "a point by coord",
    "<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord></gml:Point>",
    { type: "Point", coordinates: [1, 2] },
  ],
  [
    "coordinates with separators of their own",
    '<gml:LineString><gml:coordinates decimal="," cs=";" ts="|">1,5;2|3;4,25</gml:coordinates></gml:LineString>',
    {
      type: "LineString",
      coordinates: [
        [1.5, 2],
        [3, 4.25],
      ],
    },
  ],
  [
    "coordinates with blanks after the comma",
    "<gml:LineString><gml:coordinates>\n 1, 2\n 3, 4 </gml:coordinates></gml:LineString>",
    {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    "a line by posList",
    "<gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString>",
    {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    "a line of three dimensions named on its posList",
    '<gml:LineString><gml:posList srsDimension="3">1 2 9 3 4 9</gml:posList></gml:LineString>',
    {
      type: "LineString",
      coordinates: [
        [1, 2, 9],
        [3, 4, 9],
      ],
    },
  ],
  [
    "a line by single positions",
    "<gml:LineString><gml:pos>1 2</gml:pos><gml:pointProperty><gml:Point><gml:pos>3 4</gml:pos></gml:Point></gml:pointProperty></gml:LineString>",
    {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    "a curve of segments, their common position once",
    "<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 0 1 1</gml:posList></gml:LineStringSegment><gml:LineStringSegment><gml:posList>1 1 2 0</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>",
    {
      type: "LineString",
      coordinates: [
        [0, 0],
        [1, 1],
        [2, 0],
      ],
    },
  ],
  [
    "a polygon of GML 2 with a hole",
    `<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 4,0 4,4 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs><gml:LinearRing><gml:coordinates>2,1 3,1 3,2 2,1</gml:coordinates></gml:LinearRing></gml:innerBoundaryIs></gml:Polygon>`,
    {
      type: "Polygon",
      coordinates: [
        triangle,
        [
          [2, 1],
          [3, 1],
          [3, 2],
          [2, 1],
        ],
      ],
    },
  ],
  [
    "a polygon whose ring is made of curves",
    "<gml:Polygon><gml:exterior><gml:Ring><gml:curveMember><gml:LineString><gml:posList>0 0 4 0 4 4</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>4 4 0 0</gml:posList></gml:LineString></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>",
    { type: "Polygon", coordinates: [triangle] },
  ],
  [
    "a surface of one patch is a polygon",
    `<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>${ring}</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>`,
    { type: "Polygon", coordinates: [triangle] },
  ],
  [
    "points in one pointMembers",
    "<gml:MultiPoint><gml:pointMembers><gml:Point><gml:pos>1 2</gml:pos></gml:Point><gml:Point><gml:pos>3 4</gml:pos></gml:Point></gml:pointMembers></gml:MultiPoint>",
    {
      type: "MultiPoint",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    "a multi-curve",
    "<gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve>",
    {
      type: "MultiLineString",
      coordinates: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    },
  ],
  [
    "a multi-surface",
    `<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${ring}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>`,
    { type: "MultiPolygon", coordinates: [[triangle]] },
  ],
  [
    "a mixed geometry",
    "<gml:MultiGeometry><gml:geometryMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:geometryMember><gml:geometryMember><gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString></gml:geometryMember></gml:MultiGeometry>",
    {
      type: "GeometryCollection",
      geometries: [
        { type: "Point", coordinates: [1, 2] },
        {
          type: "LineString",
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
    },
  ],
])("reads %s", async ([, content, expected]) => {
  expect(await geometryOf(content)).toEqual(expected);
  expect(await geometryOf(content, gml32)).toEqual(expected);
});

test.for([
  ["EPSG:4326", [1, 2]],
  ["epsg:4326", [1, 2]],
  ["http://www.opengis.net/gml/srs/epsg.xml#4326", [1, 2]],
  ["urn:ogc:def:crs:EPSG::4326", [2, 1]],
  ["urn:ogc:def:crs:EPSG:6.9:4326", [2, 1]],
  ["urn:x-ogc:def:crs:EPSG:4326", [2, 1]],
  ["http://www.opengis.net/def/crs/EPSG/0/4326", [2, 1]],
  ["urn:ogc:def:crs:OGC:1.3:CRS84", [1, 2]],
  ["http://www.opengis.net/def/crs/OGC/1.3/CRS84", [1, 2]],
] as const)("under the name %s, 1 2 stands for %j", async ([name, expected]) => {
  const text = `<gml:Point ${gml} srsName="${name}"><gml:pos>1 2</gml:pos></gml:Point>`;
  expect(await read(text)).toEqual([
    { layer: "Point", properties: {}, geometry: { type: "Point", coordinates: expected }, crs: "EPSG:4326" },
  ]);
});

test("a curve of a million positions is read", async () => {
  const segment = `<gml:LineStringSegment><gml:posList>${"1 2 3 4 ".repeat(500_000)}</gml:posList></gml:LineStringSegment>`;
  const line = await geometryOf(`<gml:Curve><gml:segments>${segment}</gml:segments></gml:Curve>`);
  expect(line?.type === "LineString" && line.coordinates.length).toBe(1_000_000);
});

test("a system named for the whole collection or on inner positions holds for the geometry", async () => {
  const name = 'srsName="urn:ogc:def:crs:EPSG::3035"';
  const point = "<gml:Point><gml:pos>1 2</gml:pos></gml:Point>";
  const bounds = `<gml:boundedBy><gml:Envelope ${name}><gml:lowerCorner>0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>`;
  const member = (content: string) => `<gml:featureMember><a:f xmlns:a="urn:a"><a:g>${content}</a:g></a:f></gml:featureMember>`;
  const [outer] = await read(`<gml:FeatureCollection ${gml}>${bounds}${member(point)}</gml:FeatureCollection>`);
  const [inner] = await read(
    `<gml:FeatureCollection ${gml}>${member(`<gml:Point><gml:pos ${name}>1 2</gml:pos></gml:Point>`)}</gml:FeatureCollection>`,
  );
  for (const feature of [outer, inner]) {
    expect(feature).toMatchObject({ crs: "EPSG:3035", geometry: { type: "Point", coordinates: [2, 1] } });
  }
});

test("attributes, ids, nils, repeated and nested properties are kept", async () => {
  const [feature] = await read(
    `<a:c xmlns:a="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ${gml32}><gml:featureMember><a:road gml:id="r1"><gml:name>R &amp; <![CDATA[<1>]]></gml:name><a:lanes>2</a:lanes><a:gone xsi:nil="true"/><a:tag>x</a:tag><a:tag>y</a:tag><a:owner><a:Person><a:age>7</a:age></a:Person></a:owner></a:road></gml:featureMember></a:c>`,
  );
  const properties = { name: "R & <1>", lanes: "2", gone: null, tag: ["x", "y"], "owner|Person|age": "7" };
  expect(feature).toEqual({ id: "r1", layer: "road", properties });
});

test("properties called like JavaScript's own are properties", async () => {
  const [feature] = await read(
    `<a:c xmlns:a="urn:a" ${gml}><gml:featureMember><a:f><a:__proto__>p</a:__proto__><a:toString>q</a:toString></a:f></gml:featureMember></a:c>`,
  );
  expect(Object.entries(feature?.properties ?? {})).toEqual([
    ["__proto__", "p"],
    ["toString", "q"],
  ]);
});

const two = "<a:f/><a:f/>";
test.for([
  ["featureMembers", `<c ${gml} xmlns:a="urn:a"><gml:featureMembers>${two}</gml:featureMembers></c>`, 2],
  [
    "featureMember after featureMember",
    `<c ${gml} xmlns:a="urn:a"><gml:featureMember><a:f/></gml:featureMember><gml:featureMember><a:f/></gml:featureMember></c>`,
    2,
  ],
  [
    "OGR's own featureMember",
    `<o:FeatureCollection xmlns:o="http://ogr.maptools.org/" ${gml32}><o:featureMember><o:f/></o:featureMember></o:FeatureCollection>`,
    1,
  ],
  [
    "wfs:member",
    `<w:FeatureCollection xmlns:w="http://www.opengis.net/wfs/2.0" xmlns:a="urn:a"><w:member><a:f/></w:member><w:member><a:f/></w:member></w:FeatureCollection>`,
    2,
  ],
  [
    "collections in wfs:member",
    `<w:FeatureCollection xmlns:w="http://www.opengis.net/wfs/2.0" xmlns:a="urn:a"><w:member><w:FeatureCollection><w:member><a:f/></w:member><w:member><a:f/></w:member></w:FeatureCollection></w:member></w:FeatureCollection>`,
    2,
  ],
  ["an empty collection", `<gml:FeatureCollection ${gml}/>`, 0],
  ["a single feature", `<a:f xmlns:a="urn:a" ${gml}><a:g><gml:Point><gml:pos>1 2</gml:pos></gml:Point></a:g></a:f>`, 1],
  ["a bare geometry", `<gml:Point ${gml}><gml:pos>1 2</gml:pos></gml:Point>`, 1],
  [
    "a member inside of a feature, which is its property",
    `<c ${gml} xmlns:a="urn:a"><gml:featureMember><a:f><gml:featureMember><a:f/></gml:featureMember></a:f></gml:featureMember></c>`,
    1,
  ],
] as const)("counts and reads %s", async ([, text, expected]) => {
  expect(await countFeatures(source(text), "layer")).toBe(expected);
  expect(await read(text)).toHaveLength(expected);
});

test.for([
  ["an element that is never closed", `<gml:Point ${gml}><gml:pos>1 2</gml:pos>`, /not well-formed XML/],
  ["crossed elements", "<a><b></a></b>", /not well-formed XML/],
  ["a DOCTYPE", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, /DOCTYPE/],
  ["an entity that is not defined", "<a>&b;</a>", /not well-formed XML/],
  ["a prefix that is not bound", "<gml:Point/>", /not well-formed XML/],
  ["5,000 levels", `${"<a>".repeat(5000)}${"</a>".repeat(5000)}`, /nested deeper than 200/],
  ["HTML", "<html><body/></html>", /root element is html/],
  ["nothing", "", /is empty/],
  ["binary data", "\u0001\u0002", /neither XML nor/],
  ["NaN", `<gml:Point ${gml}><gml:pos>NaN 2</gml:pos></gml:Point>`, /"NaN" is not a coordinate/],
  ["an infinite number", `<gml:Point ${gml}><gml:pos>1e999 2</gml:pos></gml:Point>`, /"1e999" is not a coordinate/],
  ["a hexadecimal number", `<gml:Point ${gml}><gml:pos>0x10 2</gml:pos></gml:Point>`, /"0x10" is not a coordinate/],
  ["an empty position", `<gml:Point ${gml}><gml:pos/></gml:Point>`, /"" is not a coordinate/],
  ["a point without a position", `<gml:Point ${gml}/>`, /0 positions/],
  ["a position of one number", `<gml:Point ${gml}><gml:pos>1</gml:pos></gml:Point>`, /1 coordinates/],
  ["an odd posList", `<gml:LineString ${gml}><gml:posList>1 2 3</gml:posList></gml:LineString>`, /3 numbers/],
  [
    "an open ring",
    `<gml:Polygon ${gml}><gml:exterior><gml:LinearRing><gml:posList>0 0 1 0 1 1 0 1</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
    /not closed/,
  ],
  ["a polygon without a shell", `<gml:Polygon ${gml}/>`, /0 outer rings/],
  [
    "an arc",
    `<gml:Curve ${gml}><gml:segments><gml:Arc><gml:posList>0 0 1 1 2 0</gml:posList></gml:Arc></gml:segments></gml:Curve>`,
    /gml:Arc/,
  ],
  [
    "a reference",
    `<gml:MultiPoint ${gml} xmlns:x="http://www.w3.org/1999/xlink"><gml:pointMember x:href="#p"/></gml:MultiPoint>`,
    /xlink:href/,
  ],
  [
    "a URN of an unknown system",
    `<gml:Point ${gml} srsName="urn:ogc:def:crs:EPSG::99999"><gml:pos>1 2</gml:pos></gml:Point>`,
    /99999 is not known/,
  ],
] as const)("refuses %s with a clear sentence", async ([, text, expected]) => {
  expect(await faultOf(text)).toMatch(expected);
});

test("what cannot be counted is refused alike", async () => {
  for (const text of ["<html/>", "<a><b></a></b>", "<!DOCTYPE a><a/>", ""]) {
    await expect(countFeatures(source(text), "layer")).rejects.toMatchObject({ userError: true, input: "layer" });
  }
});

test("the encoding of the declaration or the byte order mark is honoured", async () => {
  const text = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><c xmlns="urn:a" ${gml}><gml:featureMember><f><name>é</name></f></gml:featureMember></c>`;
  const documents = [
    Buffer.from(text("ISO-8859-1"), "latin1"),
    Buffer.from(`\ufeff${text("UTF-16")}`, "utf16le"),
    Buffer.from(`\ufeff${text("UTF-8")}`),
  ];
  for (const document of documents) {
    const [feature] = await collect(readFeatures(source(document), "layer"));
    expect(feature?.properties).toEqual({ name: "é" });
  }
  await expect(countFeatures(source(Buffer.from(text("UTF-8"), "latin1")), "layer")).rejects.toThrow(/not text in the encoding utf-8/);
  await expect(countFeatures(source(text("klingon")), "layer")).rejects.toThrow(/klingon is not known/);
});

const everything: Collection = {
  name: "all kinds",
  crs: "EPSG:4326",
  features: [
    {
      properties: { text: 'a <b> & "c"\u0000\ud800', number: 1.5, list: ["x", "y"], none: null },
      geometry: { type: "Point", coordinates: [15, 50] },
    },
    {
      properties: { text: "ž", number: 2 },
      geometry: {
        type: "LineString",
        coordinates: [
          [15, 50, 1],
          [16, 51, 2],
        ],
      },
    },
    {
      properties: {},
      geometry: {
        type: "Polygon",
        coordinates: [
          triangle,
          [
            [2, 1],
            [3, 1],
            [3, 2],
            [2, 1],
          ],
        ],
      },
    },
    {
      properties: {},
      geometry: {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    },
    {
      properties: {},
      geometry: {
        type: "MultiLineString",
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    },
    { properties: {}, geometry: { type: "MultiPolygon", coordinates: [[triangle]] } },
    { properties: {}, geometry: { type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [1, 2] }] } },
    { properties: { "1 odd name": "v" } },
  ],
};

test.for(["2.1.2", "3.1.1", "3.2.1"])("what is written as GML %s is read back, in pieces of any length", async (version) => {
  const text = [...writeCollection(everything, `text/xml; subtype=gml/${version}`)].join("");
  const whole = await readCollection(source(text), "layer");
  expect(whole.crs).toBe("EPSG:4326");
  const geometries = whole.features.map(({ geometry }) => geometry);
  expect(geometries).toEqual(everything.features.map(({ geometry }) => geometry));
  expect(whole.features[0]?.properties).toEqual({ text: 'a <b> & "c"', number: 1.5, list: ["x", "y"] });
  expect(whole.features.at(-1)?.properties).toEqual({ _1_odd_name: "v" });
  for (const length of [1, 7, 255, 1000]) expect(await readCollection(source(text, length), "layer")).toEqual(whole);
});

test("numbers are numbers only where every value of the property is one", async () => {
  const member = (code: string, size: string) => `<gml:featureMember><f><code>${code}</code><size>${size}</size></f></gml:featureMember>`;
  const { features } = await readCollection(source(`<c ${gml}>${member("7", "1.5")}${member("007", "-2")}</c>`), "layer");
  expect(features.map(({ properties }) => properties)).toEqual([
    { code: "7", size: 1.5 },
    { code: "007", size: -2 },
  ]);
});

test("several systems in one collection are refused", async () => {
  const member = (code: number) =>
    `<gml:featureMember><f><g><gml:Point srsName="EPSG:${code}"><gml:pos>1 2</gml:pos></gml:Point></g></f></gml:featureMember>`;
  await expect(readCollection(source(`<c ${gml}>${member(4326)}${member(3857)}</c>`), "layer")).rejects.toThrow(/EPSG:4326, EPSG:3857/);
});
