// What a GetCapabilities request asks for, in any version of WPS (OGC 06-121r9 clause 7.2): version, sections, format, state of the document.
import type { Fault } from "../../core/errors.js";
import { say } from "../../core/sentence.js";
import { invalid, quote } from "./faults.js";

/** As it was read; an absent list is empty. */
export interface CapabilitiesRequest {
  readonly version?: string | undefined;
  readonly acceptVersions: readonly string[];
  readonly sections: readonly string[];
  readonly acceptFormats: readonly string[];
  readonly updateSequence?: string | undefined;
}

/** How the document is to look. `sections` absent: all of them. */
export interface CapabilitiesForm<Section extends string> {
  readonly mediaType: string;
  readonly sections?: readonly Section[];
  readonly updateSequence?: number;
}

/** What a version offers: its own number, its sections, and other names for them, in lower case. */
export interface CapabilitiesOffer<Section extends string> {
  readonly version: string;
  readonly sections: readonly Section[];
  readonly aliases: Readonly<Record<string, Section>>;
}

/** Reports what cannot be given to `faults`. */
export function interpretCapabilities<Section extends string>(
  request: CapabilitiesRequest,
  offer: CapabilitiesOffer<Section>,
  faults: Fault[],
): CapabilitiesForm<Section> {
  const { version } = offer;
  // `version` is not part of GetCapabilities, but many clients send it: it counts where AcceptVersions is absent.
  const versions = request.acceptVersions.length > 0 ? request.acceptVersions : request.version ? [request.version] : [version];
  if (!versions.includes(version)) {
    const told = say("None of the versions asked for ({versions}) is spoken here. Use {version}.", {
      versions: quote(versions.join(", ")),
      version,
    });
    faults.push({ code: "version-negotiation-failed", ...told });
  }
  const wanted = new Set<Section>();
  let isAll = request.sections.length === 0;
  for (const name of request.sections) {
    const lower = name.toLowerCase();
    const section = offer.aliases[lower] ?? offer.sections.find((each) => each.toLowerCase() === lower);
    if (lower === "all") isAll = true;
    else if (section !== undefined) wanted.add(section);
    else
      faults.push(
        invalid(
          "sections",
          say("There is no section {name}. Sections: {sections}, All.", { name: quote(name), sections: offer.sections.join(", ") }),
        ),
      );
  }
  // A value that is no number of ours is ignored, as OWS Common asks of a server that does not know it.
  const updateSequence = /^\d{1,15}$/.test(request.updateSequence ?? "") ? Number(request.updateSequence) : undefined;
  return {
    mediaType:
      request.acceptFormats
        .map((format) => format.split(";", 1)[0]?.trim().toLowerCase())
        .find((format) => format === "text/xml" || format === "application/xml") ?? "text/xml",
    ...(isAll ? {} : { sections: [...wanted] }),
    ...(updateSequence === undefined ? {} : { updateSequence }),
  };
}
