// The URIs of the conformance classes that there are here. Which of them a service has is made of its table of resources.

const part1 = "http://www.opengis.net/spec/ogcapi-processes-1";

/** The URIs of the classes, by the names used here: of the standard, of its 2.0 draft, and of our own (docs/ogcapi.md). */
export const conformanceClasses = {
  core: `${part1}/1.0/conf/core`,
  "ogc-process-description": `${part1}/1.0/conf/ogc-process-description`,
  json: `${part1}/1.0/conf/json`,
  html: `${part1}/1.0/conf/html`,
  oas30: `${part1}/1.0/conf/oas30`,
  "job-list": `${part1}/1.0/conf/job-list`,
  dismiss: `${part1}/1.0/conf/dismiss`,
  oas31: `${part1}/2.0/conf/oas31`,
  callback: `${part1}/1.0/conf/callback`,
  "kvp-execute": `${part1}/2.0/conf/kvp-execute`,
  "query-param-profile": `${part1}/2.0/conf/query-param-profile`,
  "job-control": "urn:terrarium:conf:job-control",
  validation: "urn:terrarium:conf:validation",
  "job-definition": "urn:terrarium:conf:job-definition",
  "job-events": "urn:terrarium:conf:job-events",
  administration: "urn:terrarium:conf:administration",
} as const;
export type ConformanceClass = keyof typeof conformanceClasses;
