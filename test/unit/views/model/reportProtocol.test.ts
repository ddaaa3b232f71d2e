import assert from "node:assert/strict";
import test from "node:test";
import type { QualityPart } from "../../../../src/views/model/report/qualityPart";
import {
  parseFromReport,
  parseToReport,
  reportMessages,
} from "../../../../src/views/model/reportProtocol";
import type { FromReport, ToReport } from "../../../../src/views/model/reportProtocol";
import { aMeasurement } from "../../../support/coverage";
import { gitOf } from "../../../support/git";
import { historyOf, someTime } from "../../../support/history";
import { aQuality } from "../../../support/quality";
import { aReport } from "../../../support/report";

const report = aReport(historyOf([{ skill: "terminal:npm test", at: someTime }]));

const quality: QualityPart = {
  type: "read",
  quality: aQuality(historyOf([]), [aMeasurement()]),
};

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
  ...reportMessages({ range: "7d" }, report),
  { type: "git", filter: { range: "7d" }, git: { type: "no-git" } },
  { type: "git", filter: { range: "7d" }, git: gitOf(report, []) },
  { type: "quality", filter: { range: "7d" }, quality: { type: "failed", reason: "x" } },
  { type: "quality", filter: { range: "7d" }, quality },
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

const [figures, findings] = reportMessages({ range: "7d" }, report);

test("a report is sent in two parts that together are all of it", () => {
  assert.ok(figures?.type === "figures" && findings?.type === "findings");
  assert.deepEqual({ ...figures.figures, ...findings.findings }, report);
  const shared = Object.keys(figures.figures).filter((part) => part in findings.findings);
  assert.deepEqual(shared, []);
});

test("figures and findings that lost any part are refused", () => {
  assert.ok(figures?.type === "figures" && findings?.type === "findings");
  const without = <T extends object>(all: T) =>
    Object.keys(all)
      .filter((part) => part !== "filter")
      .map((part) => ({ ...all, [part]: "x" }));
  const broken: readonly object[] = [
    ...without(figures.figures).map((part) => ({ ...figures, figures: part })),
    ...without(findings.findings).map((part) => ({ ...findings, findings: part })),
  ];
  assert.ok(broken.length >= 15);
  for (const message of broken) assert.equal(parseToReport(message), undefined);
});

test("an experiment without figures makes the findings none", () => {
  assert.ok(findings?.type === "findings");
  const sent = (experiment: unknown): unknown =>
    parseToReport({ ...findings, findings: { ...findings.findings, experiment } });
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
