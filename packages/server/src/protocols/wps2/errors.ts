// The total mapping of the one error vocabulary to WPS 2.0 exception codes and HTTP statuses (OGC 14-065r2 clauses 9.8.3, 9.9.3, 9.10.3, 9.11.3; OGC 06-121r9 clause 8.6).
import type { ErrorCode, Fault } from "../../core/errors.js";
import { toServiceError } from "../../core/errors.js";
import type { HttpResponse } from "../../core/message.js";
import { type ExceptionRule, type ExceptionTable, exceptionReport } from "../ows/exceptions.js";
import { respond } from "../ows/xml.js";

const located = (exceptionCode: string, status = 400): ExceptionRule => ({ exceptionCode, status, locator: true });
const bare = (exceptionCode: string, status = 400): ExceptionRule => ({ exceptionCode, status, locator: false });

const rules: Readonly<Record<ErrorCode, ExceptionRule>> = {
  "missing-parameter": located("MissingParameterValue"),
  "invalid-parameter": located("InvalidParameterValue"),
  unsupported: located("OperationNotSupported", 501),
  "option-unsupported": located("OptionNotSupported", 501),
  "version-negotiation-failed": bare("VersionNegotiationFailed"),
  "invalid-update-sequence": bare("InvalidUpdateSequence"),
  unauthenticated: bare("NoApplicableCode", 401),
  forbidden: bare("NoApplicableCode", 403),
  "too-many-attempts": bare("NoApplicableCode", 429),
  "no-such-process": located("NoSuchProcess"),
  "no-such-job": located("NoSuchJob"),
  "job-removed": located("NoSuchJob"),
  "result-not-ready": located("ResultNotReady"),
  // Nothing but a dismissal takes the results of a job that is still known, and a dismissed job is no job any more (clause 12.1.2).
  "result-not-available": located("NoSuchJob"),
  "missing-input": located("MissingParameterValue"),
  "invalid-input": located("WrongInputData"),
  "no-such-input": located("NoSuchInput"),
  "too-many-inputs": located("TooManyInputs"),
  "unreachable-input": located("DataNotAccessible"),
  "no-such-output": located("NoSuchOutput"),
  "too-many-outputs": located("TooManyOutputs"),
  "no-such-format": located("NoSuchFormat"),
  "no-such-mode": located("NoSuchMode"),
  "storage-not-supported": bare("StorageNotSupported"),
  "too-large": located("SizeExceeded"),
  "storage-full": bare("NotEnoughStorage", 507),
  "too-many-jobs": bare("ServerBusy", 429),
  busy: bare("ServerBusy", 503),
  conflict: bare("NoApplicableCode", 409),
  "key-reused": located("InvalidParameterValue", 422),
  "process-failed": bare("InternalServerError", 500),
  "limit-exceeded": bare("InternalServerError", 500),
  "engine-failed": bare("InternalServerError", 500),
  internal: bare("InternalServerError", 500),
};

/** Every ErrorCode as WPS 2.0 tells it. */
export const exceptionTable: ExceptionTable = rules;

const defaultRetryAfterS = 5;

/** WPS 2.0 locates by the violating value, where OWS Common locates by the parameter. */
const byValue = ({ subject, ...fault }: Fault): Fault => (subject === undefined ? fault : { ...fault, locator: subject });

/** The ExceptionReport for any thrown value; the first fault decides the status. A busy server says when to come back. */
export function encodeError(error: unknown, language: string): HttpResponse {
  const { faults, code, retryAfterS } = toServiceError(error);
  const response = respond(exceptionTable[code].status, exceptionReport(faults.map(byValue), exceptionTable, language, "2.0"));
  if (retryAfterS === undefined && code !== "busy" && code !== "too-many-jobs") return response;
  const seconds = Math.max(1, Math.ceil(retryAfterS ?? defaultRetryAfterS));
  return { ...response, headers: { ...response.headers, "retry-after": String(seconds) } };
}
