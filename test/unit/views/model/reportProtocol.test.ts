import assert from "node:assert/strict";
import test from "node:test";
import { parseFromReport, parseToReport } from "../../../../src/views/model/reportProtocol";
import type { FromReport, ToReport } from "../../../../src/views/model/reportProtocol";
import { historyOf, someTime } from "../../../support/history";
import { aReport } from "../../../support/report";

const report = aReport(historyOf([{ skill: "terminal:npm test", at: someTime }]));

const fromPage: readonly FromReport[] = [
  { type: "ready", filter: { range: "30d" } },
  { type: "filter", filter: { range: "all", phase: "setup" } },
  { type: "reload" },
  { type: "runSkill", key: "terminal:npm test" },
  { type: "export", format: "csv" },
  { type: "pageFailed", message: "x" },
];
const toPage: readonly ToReport[] = [
  { type: "words", locale: "en", bundle: { Runs: "Läufe" } },
  { type: "loading" },
  { type: "data", filter: { range: "7d" }, report },
  { type: "failed", message: "x" },
];

test("every message of the page survives the way to the host", () => {
  for (const message of fromPage)
    assert.deepEqual(parseFromReport(JSON.parse(JSON.stringify(message))), message);
});

test("every message of the host survives the way to the page", () => {
  for (const message of toPage) {
    const sent: unknown = JSON.parse(JSON.stringify(message));
    assert.deepEqual(parseToReport(sent), sent);
  }
});

test("what is not a message is nothing, on either side", () => {
  const wrong = [undefined, null, 0, "ready", [], {}, { type: "x" }, { type: "constructor" }];
  for (const value of wrong) {
    assert.equal(parseFromReport(value), undefined);
    assert.equal(parseToReport(value), undefined);
  }
});

test("a message that lost any one field is refused", () => {
  for (const message of fromPage.filter((one) => Object.keys(one).length > 1))
    for (const field of Object.keys(message))
      assert.equal(parseFromReport({ ...message, [field]: undefined }), undefined, field);
  for (const message of toPage.filter((one) => Object.keys(one).length > 1))
    for (const field of Object.keys(message))
      assert.equal(parseToReport({ ...message, [field]: undefined }), undefined, field);
});

test("a report that lost any part is refused", () => {
  const parts = Object.keys(report).filter((part) => part !== "filter");
  assert.ok(parts.length >= 10);
  for (const part of parts)
    assert.equal(
      parseToReport({ type: "data", filter: { range: "7d" }, report: { ...report, [part]: 7 } })
        ?.type,
      part === "generatedAtMs" ? "data" : undefined,
      part,
    );
});

test("an experiment without figures makes the report no report", () => {
  const sent = (experiment: unknown): unknown =>
    parseToReport({ type: "data", filter: { range: "7d" }, report: { ...report, experiment } });
  for (const wrong of [null, 7, {}, { metrics: {} }]) assert.equal(sent(wrong), undefined);
  assert.notEqual(sent({ metrics: [] }), undefined);
});

test("a key that is no skill's cannot be run", () => {
  for (const key of ["npm test", "shell:npm test", "terminal:", 7, { kind: "terminal" }])
    assert.equal(parseFromReport({ type: "runSkill", key }), undefined);
});

test("a bundle keeps only its texts", () => {
  const message = parseToReport({ type: "words", locale: "de", bundle: { Runs: "Läufe", n: 1 } });
  assert.deepEqual(message, { type: "words", locale: "de", bundle: { Runs: "Läufe" } });
});
