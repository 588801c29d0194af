// The fault suite: every case of the table. `npm run faults` runs all, `npm test` what is quick.
import { cases } from "./cases/cases.js";
import { bring } from "./drive.js";

for (const [title, faults] of cases) bring(title, faults);
