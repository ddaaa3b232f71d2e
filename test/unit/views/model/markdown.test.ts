import assert from "node:assert/strict";
import { test } from "node:test";
import { iconText } from "../../../../src/views/model/iconText";
import { codeBlock, escapeMarkdown } from "../../../../src/views/model/markdown";
import { seededRandom } from "../../../support/random";

const hostile: readonly (readonly [text: string, escaped: string])[] = [
  ["[run](command:a.b)", "\\[run\\]\\(command\\:a\\.b\\)"],
  ["<a href=x>", "\\<a href\\=x\\>"],
  ["https://a.b/c?d", "https\\:\\/\\/a\\.b\\/c\\?d"],
  ["me@a.b", "me\\@a\\.b"],
  ["![x](y)", "\\!\\[x\\]\\(y\\)"],
  ["`rm`", "\\`rm\\`"],
  ["$(trash)", "\\$\\(trash\\)"],
  ["a | b", "a \\| b"],
  ["&lt;", "\\&lt\\;"],
  ["\\[", "\\\\\\["],
  ["1. x\n# y\n\n- z", "1\\. x \\# y \\- z"],
  ["    code", " code"],
];

for (const [text, escaped] of hostile)
  test(`escapes ${JSON.stringify(text)}`, () => {
    assert.equal(escapeMarkdown(text), escaped);
  });

test("every ASCII punctuation character is escaped, and without the escapes the text is as before", () => {
  const random = seededRandom(3);
  for (let round = 0; round < 2_000; round++) {
    const text = String.fromCodePoint(
      ...Array.from({ length: random.int(1, 20) }, () => random.int(33, 0x17f)),
    );
    const escaped = escapeMarkdown(text);
    const rest = escaped.replace(/\\[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/g, "");
    assert.doesNotMatch(rest, /[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/);
    assert.equal(escaped.replace(/\\(.)/gsu, "$1"), text.replace(/\s+/g, " "));
  }
});

test("no content closes a code block early", () => {
  const cases = ["npm test", "```", "a\n````\nb", "`` ` ``", "~~~\n[x](command:y)", ""];
  for (const text of cases) {
    const lines = codeBlock(text).split("\n");
    const fence = /^`{3,}/.exec(lines[0] ?? "")?.[0] ?? "";
    assert.equal(lines[0], `${fence}sh`);
    assert.equal(lines.at(-1), fence);
    assert.equal(lines.slice(1, -1).join("\n"), text);
    assert.ok(!text.includes(fence), text);
    assert.ok(fence.length >= 3);
  }
});

test("what was typed draws no icon in a label, and other text gets no backslash", () => {
  assert.equal(iconText("echo $(trash) $(sync~spin)"), "echo \\$(trash) \\$(sync~spin)");
  const untouched = "echo $(date +%F) $HOME (x) $()";
  assert.equal(iconText(untouched), untouched);
});
