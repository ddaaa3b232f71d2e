import assert from "node:assert/strict";
import test from "node:test";
import { toHtml } from "../../../../../src/views/model/export/html";
import type { GitPart } from "../../../../../src/views/model/report/gitPart";
import { embeddedDataId } from "../../../../../src/views/model/report/page";
import type { QualityPart } from "../../../../../src/views/model/report/qualityPart";
import { reportMessages } from "../../../../../src/views/model/reportProtocol";
import { historyOf, someTime } from "../../../../support/history";
import { aReport } from "../../../../support/report";

const hostile = "</script><script>alert(1)</script><!--";
const report = aReport(historyOf([{ skill: `terminal:${hostile}`, at: someTime, phase: hostile }]));
const git: GitPart = { type: "failed", reason: hostile };
const quality: QualityPart = { type: "failed", reason: hostile };
const html = toHtml({
  ...{ report, git, quality },
  filter: { range: "all" },
  title: `"><img src=x> & ${hostile}`,
  locale: "en",
  bundle: { Runs: hostile },
  script: `const text = "</script>" + "</SCRIPT" + "<!--";`,
  style: `@font-face { src: url("./icons.ttf"); } .a::before { content: "</style>"; }`,
  nonce: "n0nce",
});

test("nothing in the data or in the built page ends the element it stands in", () => {
  assert.equal(html.match(/<script/gi)?.length, 2);
  assert.equal(html.match(/<\/script/gi)?.length, 2);
  assert.equal(html.match(/<\/style/gi)?.length, 1);
  assert.doesNotMatch(html, /<!--/);
  assert.doesNotMatch(html, /<img/);
});

test("the data reads back as it was given", () => {
  const text = new RegExp(`id="${embeddedDataId}">(.*)</script>`).exec(html)?.[1] ?? "";
  const messages: unknown = JSON.parse(text);
  assert.deepEqual(messages, [
    { type: "words", locale: "en", bundle: { Runs: hostile } },
    ...(JSON.parse(JSON.stringify(reportMessages({ range: "all" }, report))) as unknown[]),
    { type: "git", filter: { range: "all" }, git },
    { type: "quality", filter: { range: "all" }, quality },
  ]);
});

test("escaped script and style text means the same as before", () => {
  const script = /<script nonce="n0nce">(.*)<\/script>/.exec(html)?.[1] ?? "";
  const text: unknown = new Function(`${script} return text;`)();
  assert.equal(text, "</script></SCRIPT<!--");
  assert.match(html, /content: "\\3c \/style>"/);
});

test("the file may load nothing: no address in its policy, none in its markup", () => {
  const policy = /content="(default-src [^"]*)"/.exec(html)?.[1] ?? "";
  assert.equal(
    policy,
    "default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'",
  );
  assert.doesNotMatch(html, /(?:src|href)="|url\(/);
});
