import assert from "node:assert/strict";
import { test } from "node:test";
import {
  list,
  tableOf,
  text,
  type Block,
  type TextDocument,
} from "../../../../../src/views/model/export/document";
import { documentMarkdown } from "../../../../../src/views/model/export/documentMarkdown";
import { documentPlain } from "../../../../../src/views/model/export/documentPlain";
import { cut, oneLine, textWidth, wrap } from "../../../../../src/views/model/export/textWidth";
import { seededRandom, type Random } from "../../../../support/random";
import { seedsUpTo } from "../../../../support/seeds";

const aDocument = (...blocks: readonly Block[]): TextDocument => ({
  title: "All of it",
  lead: [text("An opening.")],
  sections: [{ title: "First", blocks }],
});
const figures = (names: readonly string[], columns = 1): Block =>
  tableOf(names, [
    { title: "Name", of: (name) => name },
    ...Array.from({ length: columns }, (_, at) => ({
      title: `Column ${at}`,
      of: () => "1,234",
      isFigure: true,
    })),
  ]);

test("both formats show the same parts and leave out what is empty", () => {
  const document = aDocument(text("A line."), text(""), list([]), list(["one"]), figures([]));
  assert.equal(
    documentMarkdown(document),
    "# All of it\n\nAn opening.\n\n## First\n\nA line.\n\n- one\n",
  );
  assert.equal(
    documentPlain(document),
    "All of it\n=========\n\nAn opening.\n\nFirst\n-----\n\nA line.\n\n- one\n",
  );
});

test("a plain table has its figures to the right and its names to the left", () => {
  const [, table] = documentPlain(aDocument(figures(["a", "long name"]))).split("-----\n\n");
  assert.equal(
    table,
    [
      "Name       Column 0",
      "---------  --------",
      "a             1,234",
      "long name     1,234",
      "",
    ].join("\n"),
  );
});

test("Markdown in names is text in Markdown and stands as it is in plain text", () => {
  const name = "<b>*x*</b> | `rm` # [a](b)";
  const document = aDocument(list([name]), figures([name]));
  assert.ok(documentPlain(document).includes(`- ${name}`));
  const markdown = documentMarkdown(document);
  assert.ok(markdown.includes("\\<b\\>\\*x\\*\\</b\\> \\| \\`rm\\` # \\[a\\](b)"));
});

test("what would move a terminal's cursor or turn the line is not in plain text", () => {
  assert.equal(oneLine(" a\n\tb\u001b[31mred\u202e "), "a b[31mred");
});

test("wide characters take two columns, marks none, and nothing is cut in the middle of one", () => {
  assert.equal(textWidth("abc"), 3);
  assert.equal(textWidth("日本"), 4);
  assert.equal(textWidth("e\u0301"), 1);
  assert.equal(textWidth("👩‍👩‍👧"), 2);
  assert.equal(cut("日本語", 4), "日…");
  assert.equal(cut("abc", 3), "abc");
  assert.equal(cut("abcd", 3), "ab…");
  assert.equal(cut("ab cd", 4), "ab…");
});

test("lines break between words, and within one only where it is too long", () => {
  assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrap("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
  assert.deepEqual(wrap("", 4), []);
});

test("a table that is too wide cuts names, and goes on below with the names again", () => {
  const long = "x".repeat(100);
  const [, one = ""] = documentPlain(aDocument(figures([long], 3))).split("-----\n\n");
  assert.equal(one.split("\n").length, 4);
  assert.match(one, /^x+… +1,234 +1,234 +1,234$/m);
  const [, many = ""] = documentPlain(aDocument(figures([long], 14))).split("-----\n\n");
  assert.equal(many.match(/^Name /gm)?.length, 2);
  assert.equal(many.match(/1,234/g)?.length, 14);
});

const someText = (random: Random): string =>
  Array.from({ length: random.int(0, 90) }, () =>
    random.pick(["a", "b", " ", "日", "é", "👍", "\u0301", "*"]),
  ).join("");

test("no line of plain text is wider than it may be, whatever is in it", () => {
  for (const seed of seedsUpTo(200)) {
    const random = seededRandom(seed);
    const width = random.int(40, 100);
    const columns = Array.from({ length: random.int(1, 12) }, () => random.chance(0.5));
    const rows = Array.from({ length: random.int(0, 5) }, () =>
      columns.map(() => someText(random)),
    );
    const table = tableOf(
      rows,
      columns.map((isFigure, at) => ({
        title: someText(random),
        of: (row: readonly string[]) => row[at] ?? "",
        isFigure,
      })),
    );
    const document = {
      title: someText(random),
      lead: [text(someText(random)), list([someText(random)])],
      sections: [{ title: someText(random), blocks: [table] }],
    };
    for (const line of documentPlain(document, width).split("\n"))
      assert.ok(textWidth(line) <= width, `seed ${seed}: ${textWidth(line)} > ${width}: ${line}`);
  }
});
