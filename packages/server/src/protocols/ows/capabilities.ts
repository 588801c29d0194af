// The sections of a Capabilities document that OWS Common defines (OGC 06-121r3 clause 7): who offers the service and by which addresses.
// The elements are the same in ows 1.1 and 2.0: the caller binds the prefixes ows and xlink.
import type { ServiceDescription } from "../../core/service.js";
import { attribute, element, nothing, type Xml, xml } from "./xml.js";

/** ows:ServiceIdentification; `versions` are those that the address really answers with, `profiles` the conformance classes. */
export function serviceIdentification(service: ServiceDescription, versions: readonly string[], profiles: readonly string[] = []): Xml {
  const keywords = service.keywords.map(
    (keyword) => xml`
      ${element("ows:Keyword", keyword)}`,
  );
  const abstract = element("ows:Abstract", service.abstract);
  return xml`
  <ows:ServiceIdentification>
    <ows:Title>${service.title}</ows:Title>${abstract}${
      keywords.length === 0
        ? nothing
        : xml`
    <ows:Keywords>${keywords}
    </ows:Keywords>`
    }
    <ows:ServiceType>WPS</ows:ServiceType>${versions.map(
      (version) => xml`
    <ows:ServiceTypeVersion>${version}</ows:ServiceTypeVersion>`,
    )}${profiles.map(
      (profile) => xml`
    <ows:Profile>${profile}</ows:Profile>`,
    )}
    ${element("ows:Fees", service.fees)}${element("ows:AccessConstraints", service.accessConstraints)}
  </ows:ServiceIdentification>`;
}

/** `<name>` around the content, or nothing if the content is empty. */
function wrap(name: string, content: Xml): Xml {
  const open: Xml = { parts: [`<${name}>`] };
  const close: Xml = { parts: [`</${name}>`] };
  return content.parts.some((part) => part !== "") ? xml`${open}${content}${close}` : nothing;
}

function link(name: string, href: string | undefined): Xml {
  const open: Xml = { parts: [`<${name}`] };
  return href ? xml`${open}${attribute("xlink:href", href)}/>` : nothing;
}

/** ows:ServiceProvider; what the administrator has not said is left out. */
export function serviceProvider({ provider }: ServiceDescription): Xml {
  const { contact } = provider;
  const phone = xml`${element("ows:Voice", contact.phone)}${element("ows:Facsimile", contact.fax)}`;
  const address = xml`${element("ows:DeliveryPoint", contact.deliveryPoint)}${element("ows:City", contact.city)}${element(
    "ows:AdministrativeArea",
    contact.administrativeArea,
  )}${element("ows:PostalCode", contact.postalCode)}${element("ows:Country", contact.country)}${element("ows:ElectronicMailAddress", contact.email)}`;
  const information = xml`${wrap("ows:Phone", phone)}${wrap("ows:Address", address)}${link("ows:OnlineResource", contact.url)}${element(
    "ows:HoursOfService",
    contact.hoursOfService,
  )}${element("ows:ContactInstructions", contact.instructions)}`;
  return xml`
  <ows:ServiceProvider>
    <ows:ProviderName>${provider.name}</ows:ProviderName>
    ${link("ows:ProviderSite", provider.site)}
    <ows:ServiceContact>${element("ows:IndividualName", contact.name)}${element("ows:PositionName", contact.position)}${wrap(
      "ows:ContactInfo",
      information,
    )}${element("ows:Role", contact.role)}</ows:ServiceContact>
  </ows:ServiceProvider>`;
}

/** An operation and how it may be asked for; a name alone: by GET and by POST. */
export type OfferedOperation = string | { readonly name: string; readonly methods: readonly ("Get" | "Post")[]; readonly metadata?: Xml };

/** An ows:Constraint of the whole service, with one value for each feature. */
function constraint(name: string, features: readonly string[]): Xml {
  const values = features.map((feature) => element("ows:Value", feature));
  return xml`
    <ows:Constraint${attribute("name", name)}>${features.length === 0 ? xml`<ows:NoValues/>` : xml`<ows:AllowedValues>${values}</ows:AllowedValues>`}</ows:Constraint>`;
}

/** ows:OperationsMetadata: all operations at the same address, and how executions are isolated. */
export function operationsMetadata(
  operations: readonly OfferedOperation[],
  address: string,
  isolation?: ServiceDescription["isolation"],
): Xml {
  const methods = {
    Get: xml`
          <ows:Get${attribute("xlink:href", `${address}?`)}/>`,
    Post: xml`
          <ows:Post${attribute("xlink:href", address)}/>`,
  } as const;
  const each = operations.map((one) => {
    const operation = typeof one === "string" ? { name: one, methods: ["Get", "Post"] as const } : one;
    return xml`
    <ows:Operation${attribute("name", operation.name)}>
      <ows:DCP>
        <ows:HTTP>${operation.methods.map((method) => methods[method])}
        </ows:HTTP>
      </ows:DCP>${"metadata" in operation ? operation.metadata : nothing}
    </ows:Operation>`;
  });
  return xml`
  <ows:OperationsMetadata>${each}${
    isolation === undefined
      ? nothing
      : [constraint("isolation-enforced", isolation.enforced), constraint("isolation-not-enforced", isolation.notEnforced)]
  }
  </ows:OperationsMetadata>`;
}
