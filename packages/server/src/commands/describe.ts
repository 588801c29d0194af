// `terrarium processes`, `describe`: what a server offers, and how one process is described to clients; on a server that is there, or on one of its own.
import { type Client, type Json, makeClient, type Parameter, type Process } from "@terrarium/client";
import { type Command, Option } from "commander";
import { plain } from "../main/plain.js";
import { markdownOf } from "../workshop/markdown.js";
import { type Asked, asked, clientOf } from "./client-of.js";
import { finite } from "./giving-up.js";
import { type AuthorOptions, find, withServer } from "./offered.js";
import { table } from "./table.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function list(options: Asked & { readonly json?: boolean }): Promise<void> {
  const all = await clientOf(options).list();
  if (options.json === true)
    return say(
      JSON.stringify(
        all.map(({ raw }) => raw),
        undefined,
        2,
      ),
    );
  say(table([["ID", "VERSION", "TITLE"], ...all.map(({ id, version, title }) => [id, version, title].map(plain))]));
}

const forms: Readonly<Record<string, (id: string) => string>> = {
  wps1: (id) => `wps/1.0.0?service=WPS&version=1.0.0&request=DescribeProcess&identifier=${encodeURIComponent(id)}`,
  wps2: (id) => `wps/2.0.0?service=WPS&version=2.0.0&request=DescribeProcess&identifier=${encodeURIComponent(id)}`,
};

/** JSON Schema of the body of an execute request: that of the inputs, from the OGC API description. */
function inputSchema({ title, inputs }: Process): object {
  const properties = inputs.map(({ id, schema, title: name, maxOccurs }) => [
    id,
    maxOccurs === 1 ? { title: name, ...schema } : { title: name, type: "array", items: schema },
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...{ title, type: "object", properties: Object.fromEntries(properties) },
    required: inputs.flatMap(({ id, minOccurs }) => (minOccurs > 0 ? [id] : [])),
  };
}

function typeOf(schema: { readonly [key: string]: Json }): string {
  const { type, contentMediaType, oneOf } = schema;
  if (Array.isArray(oneOf)) {
    const [first = "any", ...others] = new Set(oneOf.map((one) => typeOf(one as typeof schema)));
    return others.length === 0 ? first : `${first} or ${others.length === 1 ? others[0] : `${others.length} others`}`;
  }
  return String(contentMediaType ?? (JSON.stringify(schema).includes('"bbox"') ? "bounding box" : (type ?? "any")));
}

/** What a server tells of a process, for people. */
function summaryOf({ id, title, version, description, inputs, outputs }: Process): string {
  const row = ({ id: name, title: words = "", schema, minOccurs }: Parameter) => [
    name,
    minOccurs === 0 ? "optional" : "",
    typeOf(schema),
    words,
  ];
  return [
    `${title} (${id}, version ${version})`,
    ...(description === undefined ? [] : ["", description]),
    ...["", "Inputs", table([["ID", "", "TYPE", "TITLE"], ...inputs.map((one) => row(one).map(plain))])],
    ...[
      "",
      "Outputs",
      table([
        ["ID", "TYPE", "TITLE"],
        ...outputs.map((one) =>
          row({ ...one, minOccurs: 1 })
            .filter((_, at) => at !== 1)
            .map(plain),
        ),
      ]),
    ],
  ].join("\n");
}

async function write(client: Client, id: string, as: string): Promise<void> {
  const form = forms[as];
  if (form !== undefined) return void process.stdout.write(await (await client.open(form(id))).text());
  const described = await client.describe(id);
  if (as === "md") return say(summaryOf(described));
  say(JSON.stringify(as === "oap" ? described.raw : inputSchema(described), undefined, 2));
}

async function describe(name: string, options: AuthorOptions & Asked & { readonly as: string }): Promise<void> {
  const as = options.json === true ? "oap" : options.as;
  if (options.url !== undefined) return write(clientOf(options), name, as);
  await withServer(name, options, async ({ url }, offered) => {
    const { description } = find(offered, name);
    return as === "md" ? void process.stdout.write(markdownOf(description)) : write(makeClient(url), description.id, as);
  });
}

/** Adds the verbs. */
export function addDescribeCommands(program: Command): void {
  asked(program.command("processes").description("list what a server offers")).option("--json", "for programs").action(finite(list));
  const single = program.command("describe").description("print how a process is described to clients").argument("<process>");
  asked(single, "one of its own, for as long as it takes")
    .option("--config <file>", "configuration of the project", "terrarium.toml")
    .addOption(
      new Option("--as <form>", "in the words of which standard").choices([...Object.keys(forms), "oap", "jsonschema", "md"]).default("md"),
    )
    .option("--json", "as --as oap")
    .action(finite(describe));
}
