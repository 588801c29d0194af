import { expect, test } from "vitest";
import { hasSchemas, makeValidator } from "../../../../../test/schemas/validate.js";
import { type ErrorCode, fault, ServiceError } from "../../core/errors.js";
import { encodeError, exceptionTable } from "./errors.js";

const codes = Object.keys(exceptionTable) as ErrorCode[];
const validate = hasSchemas ? makeValidator(["ows/2.0/owsAll.xsd"]) : () => "";

test(`every error code has a status of an error and a report${hasSchemas ? " that the schema accepts" : " (schema check skipped: ../shared/schemas is missing)"}`, () => {
  for (const code of codes) {
    const response = encodeError(fault(code, `What is wrong with <${code}>.`, "input"), "en");
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(validate(String(response.body))).toBe("");
    expect(response.body).toContain(`exceptionCode="${exceptionTable[code].exceptionCode}"`);
  }
});

test("the exceptions that the standard defines are all told, with its statuses", () => {
  const statuses = new Map(Object.values(exceptionTable).map(({ exceptionCode, status }) => [exceptionCode, status]));
  const bad = ["NoSuchProcess", "NoSuchMode", "NoSuchInput", "NoSuchOutput", "DataNotAccessible", "SizeExceeded", "TooManyInputs"];
  bad.push("TooManyOutputs", "StorageNotSupported", "NoSuchFormat", "WrongInputData", "NoSuchJob", "ResultNotReady");
  for (const code of bad) expect([code, statuses.get(code)]).toEqual([code, 400]);
  expect(statuses.get("ServerBusy")).toBe(503);
  expect(statuses.get("InternalServerError")).toBe(500);
});

test("an exception is located by the value that is wrong, where that is known", () => {
  const error = new ServiceError([{ code: "no-such-mode", message: "x", locator: "mode", subject: "later" }]);
  expect(encodeError(error, "en").body).toContain('locator="later"');
  expect(encodeError(fault("missing-parameter", "x", "mode"), "en").body).toContain('locator="mode"');
  for (const code of ["busy", "storage-not-supported", "internal", "process-failed"] as const)
    expect(encodeError(fault(code, "x", "poly"), "en").body).not.toContain("locator");
});

test.each([new Error("/secret/path"), "thrown text", undefined, null, { code: "busy" }])(
  "%o is told as an internal error without its cause",
  (thrown) => {
    const response = encodeError(thrown, "en");
    expect(response.status).toBe(500);
    expect(response.body).not.toContain("secret");
  },
);

test("a busy server says when to come back", () => {
  expect(encodeError(new ServiceError([{ code: "busy", message: "Full." }], { retryAfterS: 2.1 }), "en").headers["retry-after"]).toBe("3");
});

test("an owner with too many jobs is told so with a status of its own, and when to come back", () => {
  const response = encodeError(new ServiceError([{ code: "too-many-jobs", message: "Two wait." }], { retryAfterS: 7 }), "en");
  expect(response).toMatchObject({ status: 429, headers: { "retry-after": "7" } });
  expect(response.body).toContain('exceptionCode="ServerBusy"');
});
