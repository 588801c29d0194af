// wps:Capabilities (OGC 14-065r2 clause 9.7.2).
import type { ProcessDescription } from "@terrarium/sdk";
import { remember } from "../../core/remember.js";
import type { ServiceDescription } from "../../core/service.js";
import { type OfferedOperation, operationsMetadata, serviceIdentification, serviceProvider } from "../ows/capabilities.js";
import { attribute, element, nothing, type Xml, xml } from "../ows/xml.js";
import { jobControlNamespace } from "./decode-xml.js";
import { describedPart, namespaces, offeringAttributes } from "./described.js";
import { type Section, version } from "./request.js";

export interface CapabilitiesParts {
  readonly service: ServiceDescription;
  /** Those that the address answers with. */
  readonly versions: readonly string[];
  readonly address: string;
  readonly updateSequence: number;
  readonly processes: readonly ProcessDescription[];
  /** Absent: the whole document; empty: the short one. */
  readonly sections?: readonly Section[];
}

const both = ["Get", "Post"] as const;
/** OWS Common lets extensions say more of themselves here. */
const extension = xml`
      <ows:Metadata${attribute("xlink:role", jobControlNamespace)}${attribute("xlink:title", "Extension: its request and answer are those of Dismiss")}/>`;
const operations: readonly OfferedOperation[] = [
  ...["GetCapabilities", "DescribeProcess"],
  { name: "Execute", methods: ["Post"] },
  ...["GetStatus", "GetResult", "Dismiss"],
  { name: "Pause", methods: both, metadata: extension },
  { name: "Resume", methods: both, metadata: extension },
];

const conformance = [
  "service/profile/basic-wps",
  "service/synchronous-wps",
  "service/asynchronous-wps",
  "process-model-encoding",
  "service/dismiss-extension",
].map((name) => `http://www.opengis.net/spec/WPS/2.0/conf/${name}`);

/** The document; OWS Common makes every section optional once Sections or updateSequence are given. */
export function capabilities(parts: CapabilitiesParts): Xml {
  const { service, address, processes } = parts;
  const pick = (section: Section, make: () => Xml): Xml =>
    parts.sections === undefined || parts.sections.includes(section) ? make() : nothing;
  const content = [
    pick("ServiceIdentification", () => serviceIdentification(service, parts.versions, conformance)),
    pick("ServiceProvider", () => serviceProvider(service)),
    pick("OperationsMetadata", () => operationsMetadata(operations, address, service.isolation)),
    pick("Languages", () => languages(service)),
    pick("Contents", () => contents(processes)),
  ];
  return xml`<wps:Capabilities${namespaces} service="WPS"${attribute("version", version)}${attribute("updateSequence", parts.updateSequence)}>${content}
</wps:Capabilities>`;
}

function languages({ languages: tags }: ServiceDescription): Xml {
  return xml`
  <ows:Languages>${tags.map((tag) => element("ows:Language", tag))}</ows:Languages>`;
}

const summary = remember(
  (process: ProcessDescription): Xml => xml`
    <wps:ProcessSummary${offeringAttributes(process)}>${describedPart(process, "      ")}
    </wps:ProcessSummary>`,
);

function contents(processes: readonly ProcessDescription[]): Xml {
  return xml`
  <wps:Contents>${processes.map((process) => summary(process, ""))}
  </wps:Contents>`;
}
