import assert from "node:assert/strict";
import { test } from "node:test";
import { reportSummary } from "../../../../../src/views/model/chat/reportSummary";
import { wordsFor } from "../../../../../src/views/model/report/words";
import { historyOf, hour, someTime, type Run } from "../../../../support/history";
import { aReport } from "../../../../support/report";

const words = wordsFor("en", {});

test("an empty history is said to be empty, without tables", () => {
  const text = reportSummary(aReport(historyOf([])), words);
  assert.equal(text, "**0 runs of 0 skills in 0 sessions**\n\nEverything recorded");
});

test("a summary has every section's finding, and the bottleneck's and the best skills' figures", () => {
  const runs = Array.from({ length: 40 }, (_, at): Run => ({
    skill: `task:job ${at % 8}`,
    at: someTime - (at + 1) * hour,
    outcome: at % 4 === 0 ? "completed" : "abandoned",
    phase: "verification",
    ms: 1000,
  }));
  const text = reportSummary(aReport(historyOf(runs)), words);
  assert.match(text, /^\*\*40 runs of 8 skills in 1 session · /);
  assert.match(text, /^\| 40 \| 40 \| 25% \|/m);
  for (const title of ["Phases", "Bottlenecks", "From skill to skill", "Over time", "Skills"])
    assert.match(text, new RegExp(`^- ${title}: .+`, "m"));
  assert.match(text, /^\| verification \| .* \| 75% \|/m);
  assert.equal(text.match(/^\| job \d /gm)?.length, 5);
  assert.ok(text.length < 4_000, String(text.length));
});
