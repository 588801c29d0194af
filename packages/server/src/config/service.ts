// The table [service] of terrarium.toml: what the service says of itself in its capabilities.
import { z } from "zod";
import { key, texts } from "./key.js";
import { text, words } from "./values.js";

export const service = z
  .strictObject({
    title: texts.preset("Terrarium", "Title of the service."),
    abstract: texts.preset(
      "Geoprocessing service: every execution runs in a sandbox of its own.",
      "What the service offers, in a sentence or two.",
    ),
    keywords: key(words().prefault(["WPS", "OGC", "geoprocessing"]), "list of texts", "Keywords of the service."),
    fees: texts.preset("NONE", "What using the service costs; `NONE` is the standard's word for nothing."),
    access_constraints: texts.preset("NONE", "Who may use the service and for what; `NONE` is the standard's word for no constraint."),
    languages: key(
      words().min(1, { error: "must name at least one language." }).optional(),
      "list of texts",
      "Languages of the service as BCP 47 tags, the default first: the one that what has no translation is written in.",
      "`en-US` and all that processes are translated into",
    ),
    translations: z
      .record(
        text(),
        z.strictObject({
          title: texts.optional("Title of the service in this language."),
          abstract: texts.optional("Abstract in this language."),
          keywords: key(words().optional(), "list of texts", "Keywords in this language."),
        }),
      )
      .prefault({}),
    provider: z
      .strictObject({
        name: texts.preset("Not stated", "The organisation that runs the service."),
        site: texts.optional("Web site of the organisation."),
      })
      .prefault({}),
    contact: z
      .strictObject({
        name: texts.optional("Name of the contact person."),
        position: texts.optional("Position of the contact person."),
        phone: texts.optional("Telephone number."),
        fax: texts.optional("Fax number."),
        delivery_point: texts.optional("Street address."),
        city: texts.optional("City."),
        administrative_area: texts.optional("State or province."),
        postal_code: texts.optional("Postal code."),
        country: texts.optional("Country."),
        email: texts.optional("E-mail address."),
        url: texts.optional("Address of a page about the contact."),
        hours_of_service: texts.optional("When somebody can be reached."),
        instructions: texts.optional("How best to get in touch."),
        role: texts.optional("Role of the contact as an ISO 19115 code, e.g. `pointOfContact`."),
      })
      .prefault({}),
  })
  .prefault({});
