// The total mapping of the one error vocabulary to WPS 1.0.0 exception codes and HTTP statuses (OGC 05-007r7 table 62, OGC 06-121r9 clause 8.6).
import type { ErrorCode } from "../../core/errors.js";
import { toServiceError } from "../../core/errors.js";
import type { HttpResponse } from "../../core/message.js";
import { type ExceptionRule, type ExceptionTable, exceptionReport } from "../ows/exceptions.js";
import { respond } from "../ows/xml.js";

const located = (exceptionCode: string, status: number): ExceptionRule => ({ exceptionCode, status, locator: true });
const bare = (exceptionCode: string, status: number): ExceptionRule => ({ exceptionCode, status, locator: false });

const rules: Readonly<Record<ErrorCode, ExceptionRule>> = {
  "missing-parameter": located("MissingParameterValue", 400),
  "invalid-parameter": located("InvalidParameterValue", 400),
  unsupported: located("OperationNotSupported", 501),
  "option-unsupported": located("OptionNotSupported", 501),
  "version-negotiation-failed": bare("VersionNegotiationFailed", 400),
  "invalid-update-sequence": bare("InvalidUpdateSequence", 400),
  unauthenticated: bare("NoApplicableCode", 401),
  forbidden: bare("NoApplicableCode", 403),
  "too-many-attempts": bare("NoApplicableCode", 429),
  "no-such-process": located("InvalidParameterValue", 400),
  "no-such-job": bare("NoApplicableCode", 404),
  "job-removed": bare("NoApplicableCode", 410),
  "result-not-ready": bare("NoApplicableCode", 404),
  "result-not-available": bare("NoApplicableCode", 404),
  "missing-input": located("MissingParameterValue", 400),
  "invalid-input": located("InvalidParameterValue", 400),
  "no-such-input": located("InvalidParameterValue", 400),
  "too-many-inputs": located("InvalidParameterValue", 400),
  "unreachable-input": located("InvalidParameterValue", 400),
  "no-such-output": located("InvalidParameterValue", 400),
  "too-many-outputs": located("InvalidParameterValue", 400),
  "no-such-format": located("InvalidParameterValue", 400),
  "no-such-mode": located("InvalidParameterValue", 400),
  "storage-not-supported": located("StorageNotSupported", 400),
  "too-large": located("FileSizeExceeded", 400),
  "storage-full": bare("NotEnoughStorage", 507),
  "too-many-jobs": bare("ServerBusy", 429),
  busy: bare("ServerBusy", 503),
  conflict: bare("NoApplicableCode", 409),
  "key-reused": located("InvalidParameterValue", 422),
  "process-failed": bare("NoApplicableCode", 500),
  "limit-exceeded": bare("NoApplicableCode", 500),
  "engine-failed": bare("NoApplicableCode", 500),
  internal: bare("NoApplicableCode", 500),
};

/** Every ErrorCode as WPS 1.0.0 tells it. */
export const exceptionTable: ExceptionTable = rules;

const defaultRetryAfterS = 5;

/** The ExceptionReport for any thrown value; the first fault decides the status. A busy server says when to come back. */
export function encodeError(error: unknown, language: string): HttpResponse {
  const { faults, code, retryAfterS } = toServiceError(error);
  const response = respond(exceptionTable[code].status, exceptionReport(faults, exceptionTable, language));
  if (retryAfterS === undefined && code !== "busy" && code !== "too-many-jobs") return response;
  const seconds = Math.max(1, Math.ceil(retryAfterS ?? defaultRetryAfterS));
  return { ...response, headers: { ...response.headers, "retry-after": String(seconds) } };
}
