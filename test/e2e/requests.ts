// Execute documents of WPS 1.0.0, as clients send them.

export interface ExecuteDocument {
  readonly process: string;
  readonly inputs?: readonly string[];
  readonly form?: string;
}

export function executeDocument({ process, inputs = [], form = "" }: ExecuteDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" service="WPS" version="1.0.0">
<ows:Identifier>${process}</ows:Identifier><wps:DataInputs>${inputs.join("")}</wps:DataInputs>${form}</wps:Execute>`;
}

export function input(id: string, data: string): string {
  return `<wps:Input><ows:Identifier>${id}</ows:Identifier>${data}</wps:Input>`;
}

export function literal(id: string, value: string): string {
  return input(id, `<wps:Data><wps:LiteralData>${value}</wps:LiteralData></wps:Data>`);
}

export function complex(id: string, content: string, attributes = 'mimeType="application/gml+xml"'): string {
  return input(id, `<wps:Data><wps:ComplexData ${attributes}>${content}</wps:ComplexData></wps:Data>`);
}

export function reference(id: string, href: string, attributes = 'mimeType="application/gml+xml"'): string {
  return input(id, `<wps:Reference xlink:href="${href.replaceAll("&", "&amp;")}" ${attributes}/>`);
}

/** A response document that is kept and follows the job, with one output. */
export function stored(output: string, attributes = ""): string {
  return `<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse="true" status="true"><wps:Output ${attributes}><ows:Identifier>${output}</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>`;
}
