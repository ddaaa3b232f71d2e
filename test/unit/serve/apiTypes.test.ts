import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type * as published from "../../../docs/api";
import type * as analysis from "../../../src/analysis/usage";
import type { Disposable } from "../../../src/base/event";
import type { BackendInUse } from "../../../src/remote/backend";
import type { FromOthers, Reason, Recommendation } from "../../../src/recommend/model";
import type * as real from "../../../src/serve/api";
import type * as model from "../../../src/tracker/model";

// Checked by the compiler: each line is an error when the two types differ in anything, also in
// what may be absent and what is read-only, which assigning one to the other would not show.
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const same: {
  readonly api: Same<published.SessionBuddyApi, real.SessionBuddyApi>;
  readonly trackRequest: Same<published.ApiTrackRequest, real.ApiTrackRequest>;
  readonly completer: Same<published.ApiCompleter, real.ApiCompleter>;
  readonly completion: Same<published.ApiCompletion, real.ApiCompletion>;
  readonly recommendRequest: Same<published.ApiRecommendRequest, real.ApiRecommendRequest>;
  readonly backend: Same<published.BackendInUse, BackendInUse>;
  readonly summary: Same<published.ApiSummary, real.ApiSummary>;
  readonly invocation: Same<published.Invocation, model.Invocation>;
  readonly author: Same<published.Author, model.Author>;
  readonly skillRef: Same<published.SkillRef, model.SkillRef>;
  readonly skillKey: Same<published.SkillKey, model.SkillKey>;
  readonly counts: Same<published.OutcomeCounts, model.OutcomeCounts>;
  readonly recommendation: Same<published.Recommendation, Recommendation>;
  readonly reason: Same<published.Reason, Reason>;
  readonly fromOthers: Same<published.FromOthers, FromOthers>;
  readonly usage: Same<published.Usage, analysis.Usage>;
  readonly textCount: Same<published.TextCount, analysis.TextCount>;
  readonly skillCount: Same<published.SkillCount, analysis.SkillCount>;
  readonly skillUsage: Same<published.SkillUsage, analysis.SkillUsage>;
  readonly usageSummary: Same<published.UsageSummary, analysis.UsageSummary>;
  readonly sessionUsage: Same<published.SessionUsage, analysis.SessionUsage>;
  readonly disposable: Same<published.Disposable, Disposable>;
} = {
  api: true,
  trackRequest: true,
  completer: true,
  completion: true,
  backend: true,
  recommendRequest: true,
  summary: true,
  invocation: true,
  author: true,
  skillRef: true,
  skillKey: true,
  counts: true,
  recommendation: true,
  reason: true,
  fromOthers: true,
  usage: true,
  textCount: true,
  skillCount: true,
  skillUsage: true,
  usageSummary: true,
  sessionUsage: true,
  disposable: true,
};

/** Both ways: what is published can be used as the real one, and the other way round. */
export const toPublished = (api: real.SessionBuddyApi): published.SessionBuddyApi => api;
export const fromPublished = (api: published.SessionBuddyApi): real.SessionBuddyApi => api;

/** What the comparison itself must be able to tell apart. */
const different: {
  readonly optional: Same<{ a?: string }, { a: string }>;
  readonly readOnly: Same<{ readonly a: string }, { a: string }>;
  readonly more: Same<{ a: string; b?: string }, { a: string }>;
  readonly wider: Same<{ a: "x" | "y" }, { a: "x" }>;
} = { optional: false, readOnly: false, more: false, wider: false };

const text = readFileSync("docs/api.d.ts", "utf8");

test("every published type is compared with the real one", () => {
  const compared = Object.keys(same).length;
  // Three are names of parts of others: SkillKind, Outcome, FinalOutcome.
  assert.equal([...text.matchAll(/^export (?:interface|type) /gm)].length, compared + 3);
  assert.deepEqual(Object.values(different), [false, false, false, false]);
});

test("the published types need no other file and name the extension by its id", () => {
  assert.doesNotMatch(
    text.replace(/^ \*.*$/gm, ""),
    /^\s*import|import\(|reference (?:path|types)/m,
  );
  const { publisher, name } = JSON.parse(readFileSync("package.json", "utf8")) as {
    publisher: string;
    name: string;
  };
  assert.ok(text.includes(`("${publisher}.${name}")`));
});
