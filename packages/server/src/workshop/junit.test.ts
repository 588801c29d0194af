import { expect, it } from "vitest";
import { junitReport } from "./junit.js";

it("a report counts what failed by process and keeps XML whole whatever was printed", () => {
  const report = junitReport([
    { process: "a", example: 'of "quotes" & <signs>', problems: [], ms: 1200 },
    { process: "a", example: "two", problems: ["count: It is 2, not 3.\nmore\u0007", "also"], ms: 30 },
    { process: "b", example: "x", problems: [], ms: 0 },
  ]);
  expect(report).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="terrarium" tests="3" failures="1" errors="0" time="1.230">
  <testsuite name="a" tests="2" failures="1" errors="0" skipped="0" time="1.230">
    <testcase classname="a" name="of &#34;quotes&#34; &#38; &#60;signs&#62;" time="1.200"/>
    <testcase classname="a" name="two" time="0.030">
      <failure message="count: It is 2, not 3.">count: It is 2, not 3.&#10;more\uFFFD&#10;also</failure>
    </testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="0" skipped="0" time="0.000">
    <testcase classname="b" name="x" time="0.000"/>
  </testsuite>
</testsuites>
`);
});
