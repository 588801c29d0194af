// Greets whoever is named: the smallest process with an input.
import { defineProcess, literal } from "@terrarium/sdk";

export const sayHello = defineProcess({
  id: "say_hello",
  version: "1.3.3.7",
  title: "Process Say Hello",
  abstract: "Greets the person whose name is given",
  translations: { cs: { title: "Pozdrav", abstract: "Pozdraví osobu zadaného jména" } },
  inputs: { name: literal("string", { title: "Input name", translations: { cs: { title: "Jméno" } } }) },
  outputs: { response: literal("string", { title: "Output response", translations: { cs: { title: "Odpověď" } }, uoms: ["unity"] }) },
  examples: [{ title: "Ada", inputs: { name: "Ada" }, expect: { response: "Hello Ada" } }],
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  run: ({ inputs }) => ({ response: `Hello ${inputs.name}` }),
});
