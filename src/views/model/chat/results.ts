import type { Recommendation } from "../../../recommend/model";
import type { Snapshot } from "../../../snapshot/snapshot";
import type { Invocation } from "../../../tracker/model";
import { skillKey } from "../../../tracker/model";
import { reasonSentence, topReason } from "../reasonWords";
import { wordsFor } from "../report/words";
import { labelsOf, type RowContext } from "../rowContext";
import { When } from "../when";

/** What tools answer is English, whatever the editor's language: a language model reads it. */
export const englishWords = wordsFor("en", {});
const when = new When("en", "just now");

/** So many reasons are given for each skill. */
const mostReasons = 3;

/** How reasons are worded for a tool. */
export function toolContext(skills: Snapshot["skills"], nowMs: number): RowContext {
  return { words: englishWords, when, labelOf: labelsOf(skills), nowMs };
}

/**
 * @returns skills, best first, a line each with its key and reasons; or why there is none. Tells no
 * command line, no folder and nothing that was asked before.
 */
export function recommendationText(
  found: readonly Recommendation[],
  { isEmpty, query }: { readonly isEmpty: boolean; readonly query?: string | undefined },
  context: RowContext,
): string {
  if (found.length === 0) {
    if (isEmpty) return "Nothing has been recorded here yet.";
    return query === undefined
      ? "No recorded skill fits just now."
      : "No recorded skill is near enough to the query.";
  }
  const lines = found.map((one, at) => `${at + 1}. ${one.key}: ${toldReasons(one, context)}`);
  return ["Skills that were used here, best first:", ...lines].join("\n");
}

function toldReasons(recommendation: Recommendation, context: RowContext): string {
  return reasonsOf(withoutQuestions(recommendation), context).join("; ");
}

/** @returns the few sentences that speak most for it, never none. */
export function reasonsOf(recommendation: Recommendation, context: RowContext): readonly string[] {
  const top = topReason(recommendation, context);
  if (recommendation.toTry === true) return [top];
  const sentences = recommendation.reasons
    .filter(({ share }) => share > 0)
    .map((reason) => reasonSentence(reason, recommendation, context));
  return [...new Set([top, ...sentences])].slice(0, mostReasons);
}

function withoutQuestions(recommendation: Recommendation): Recommendation {
  const reasons = recommendation.reasons.map(({ asked: _, ...reason }) => reason);
  return { ...recommendation, reasons };
}

/** @returns what was recorded, in one sentence. */
export function recordedText({ skill, outcome }: Pick<Invocation, "skill" | "outcome">): string {
  return `Recorded ${skillKey(skill)} as ${outcome}.`;
}
