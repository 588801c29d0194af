// Answers at once: a process without inputs, without storage and without status.
import { defineProcess, literal } from "@terrarium/sdk";

export const ultimateQuestion = defineProcess({
  id: "ultimate_question",
  version: "1.3.3.7",
  title: "Answer to the ultimate question",
  translations: { cs: { title: "Odpověď na základní otázku" } },
  metadata: [{ title: "Ultimate Question" }, { title: "What is the meaning of life" }],
  inputs: {},
  outputs: {
    answer: literal("string", { title: "Answer to Ultimate Question", translations: { cs: { title: "Odpověď na základní otázku" } } }),
  },
  storeSupported: false,
  statusSupported: false,
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  run: () => ({ answer: "42" }),
});
