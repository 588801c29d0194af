// The attack suite: every case of the table on every engine that this machine has.
import { cases } from "./cases/cases.js";
import { attackOn } from "./drive.js";
import { offers } from "./ground.js";

for (const offer of offers()) attackOn(offer, cases);
