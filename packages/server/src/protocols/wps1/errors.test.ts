import { expect, test } from "vitest";
import { hasSchemas, makeValidator } from "../../../../../test/schemas/validate.js";
import { type ErrorCode, fault, ServiceError } from "../../core/errors.js";
import { encodeError, exceptionTable } from "./errors.js";

const codes = Object.keys(exceptionTable) as ErrorCode[];
const validate = hasSchemas ? makeValidator(["ows/1.1.0/owsAll.xsd"]) : () => "";

test(`every error code has a status of an error and a report${hasSchemas ? " that the schema accepts" : " (schema check skipped: ../shared/schemas is missing)"}`, () => {
  for (const code of codes) {
    const response = encodeError(fault(code, `What is wrong with <${code}>.`, "input"), "en");
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(validate(String(response.body))).toBe("");
    expect(response.body).toContain(`exceptionCode="${exceptionTable[code].exceptionCode}"`);
  }
});

test("codes that speak of the whole service have no locator, those of a parameter or input have one", () => {
  expect(encodeError(fault("missing-input", "x", "poly"), "en").body).toContain('locator="poly"');
  for (const code of ["version-negotiation-failed", "invalid-update-sequence", "internal", "process-failed", "busy"] as const) {
    expect(encodeError(fault(code, "x", "poly"), "en").body).not.toContain("locator");
  }
});

test.each([new Error("/secret/path"), "thrown text", undefined, null, 42, { code: "busy" }])(
  "%o is told as an internal error without its cause",
  (thrown) => {
    const response = encodeError(thrown, "en");
    expect(response.status).toBe(500);
    expect(response.body).toContain("internal error");
    expect(response.body).not.toContain("secret");
  },
);

test("the message of an internal fault is not told either, nor the cause of any other", () => {
  expect(encodeError(fault("internal", "ENOENT /secret"), "en").body).not.toContain("secret");
  expect(encodeError(fault("engine-failed", "The sandbox could not be made.", undefined, new Error("/secret")), "en").body).not.toContain(
    "secret",
  );
});

test("all faults are told, and the first decides the status", () => {
  const error = new ServiceError([
    { code: "busy", message: "One." },
    { code: "invalid-input", message: "Two.", locator: "a" },
  ]);
  const response = encodeError(error, "en");
  expect(response.status).toBe(503);
  expect(String(response.body).match(/<ows:Exception /g)).toHaveLength(2);
});

test("a busy server says when to come back, in whole seconds", () => {
  expect(encodeError(new ServiceError([{ code: "busy", message: "Full." }], { retryAfterS: 2.1 }), "en").headers["retry-after"]).toBe("3");
  expect(Number(encodeError(fault("busy", "Full."), "en").headers["retry-after"])).toBeGreaterThan(0);
  expect(encodeError(fault("conflict", "x"), "en").headers["retry-after"]).toBeUndefined();
});

test("an owner with too many jobs is told so with a status of its own, and when to come back", () => {
  const response = encodeError(new ServiceError([{ code: "too-many-jobs", message: "Two wait." }], { retryAfterS: 7 }), "en");
  expect(response).toMatchObject({ status: 429, headers: { "retry-after": "7" } });
  expect(response.body).toContain('exceptionCode="ServerBusy"');
});
