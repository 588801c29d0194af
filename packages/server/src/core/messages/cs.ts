// The Czech catalogue. Its keys are all the sentences there are: another language is a Record of the same keys.
import { csApi } from "./cs-api.js";
import { csInputs } from "./cs-inputs.js";
import { csJobs } from "./cs-jobs.js";
import { csRequests } from "./cs-requests.js";
import { csTitles } from "./cs-titles.js";

export const cs = { ...csJobs, ...csInputs, ...csRequests, ...csTitles, ...csApi };

/** An English sentence that clients may be told. */
export type Sentence = keyof typeof cs;
