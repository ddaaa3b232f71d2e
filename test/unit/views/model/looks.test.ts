import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { endReasons, outcomes, skillKinds } from "../../../../src/tracker/model";
import { kindIcon } from "../../../../src/views/model/kindIcon";
import { endSentence, outcomeLook } from "../../../../src/views/model/outcomeLook";
import { anInvocation, english } from "../../../support/views";

const icons = readFileSync("node_modules/@vscode/codicons/dist/codicon.css", "utf8");

test("every kind and every outcome has an icon of its own that the editor has, too", () => {
  const { words } = english();
  const used = [
    ...skillKinds.map(kindIcon),
    ...outcomes.map((outcome) => outcomeLook(outcome, words).icon.replace("~spin", "")),
  ];
  for (const icon of used) assert.ok(icons.includes(`.codicon-${icon}:before`), icon);
  assert.equal(new Set(used).size, used.length);
});

test("outcomes differ in their words, and only a result that is known has a colour", () => {
  const { words } = english();
  assert.deepEqual(
    outcomes.map((outcome) => {
      const { word, color } = outcomeLook(outcome, words);
      return [word, color];
    }),
    [
      ["running", "charts.blue"],
      ["completed", "charts.green"],
      ["failed", "charts.red"],
      ["abandoned", "charts.yellow"],
      ["ended, result unknown", undefined],
    ],
  );
});

test("every way to end has a sentence, except where the outcome says it all", () => {
  const { words } = english();
  const sentence = (changes: Parameters<typeof anInvocation>[1]) =>
    endSentence(anInvocation("1", changes), words);
  assert.deepEqual(
    endReasons.map((endReason) => sentence({ endReason })),
    [
      undefined,
      "Stopped before its end",
      "Its terminal began another command before this one's end was reported",
      "Its terminal was closed",
      "The window was closed",
      "The editor ended before it did",
      "Marked by hand",
      "You did not let the agent run it",
    ],
  );
  assert.equal(sentence({ outcome: "running" }), undefined);
  assert.equal(sentence({ exitCode: 2, outcome: "failed" }), "Exit code 2");
  assert.equal(sentence({ exitCode: 2, errorType: "Timeout" }), "Error: Timeout");
  assert.equal(sentence({ outcome: "unknown" }), "No exit code was reported");
});
