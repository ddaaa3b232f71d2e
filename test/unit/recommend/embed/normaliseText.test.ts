import assert from "node:assert/strict";
import { test } from "node:test";
import { normaliseText } from "../../../../src/recommend/embed/normaliseText";
import { seededRandom } from "../../../support/random";

test("case, punctuation, width and spaces make no difference", () => {
  const same = [
    "rename symbol 2",
    "Rename Symbol: 2",
    "  RENAME\t‘symbol’ — 2!\n",
    "ｒｅｎａｍｅ＿symbol ²",
  ];
  assert.deepEqual([...new Set(same.map(normaliseText))], ["rename symbol 2"]);
});

test("letters and digits of every script stay, with their marks", () => {
  assert.equal(normaliseText("Größe ändern"), "größe ändern");
  assert.equal(normaliseText("Файлы, 日本語; हिन्दी १२"), "файлы 日本語 हिन्दी १२");
  assert.equal(normaliseText("e\u0301tat"), "\u00e9tat");
});

test("what holds no letter and no digit is empty", () => {
  for (const text of ["", " ", "--- … !", "🚀"]) assert.equal(normaliseText(text), "");
});

test("doing it twice changes nothing, whatever the text", () => {
  const random = seededRandom(11);
  for (let round = 0; round < 2000; round++) {
    const signs = Array.from({ length: random.int(1, 6) }, () => random.int(1, 0x2ffff));
    const once = normaliseText(String.fromCodePoint(...signs));
    assert.equal(
      normaliseText(once),
      once,
      `U+${signs.map((sign) => sign.toString(16)).join(" U+")}`,
    );
    assert.doesNotMatch(once, /^ | $| {2}/);
  }
});
