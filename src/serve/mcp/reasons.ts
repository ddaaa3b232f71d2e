import type { Reason, Recommendation } from "../../recommend/model";
import type { SkillSummary } from "../../analysis/model";
import { reasonSentence } from "../../views/model/reasonWords";
import { wordsFor, type Words } from "../../views/model/report/words";
import { labelsOf } from "../../views/model/rowContext";
import { When } from "../../views/model/when";
import { optional } from "../../tracker/completion";

/** English, whatever the machine's language: programs read it. */
export const english: Words = wordsFor("en", {});
const when = new When("en", "just now");

/** A reason as the tools tell it. */
export interface ToldReason {
  readonly factor: string;
  readonly sentence: string;
  readonly value: number;
  readonly share: number;
  readonly count?: number;
  readonly total?: number;
}

/** @returns the reasons as sentences, without what anybody asked for when they ran it. */
export function toldReasons(
  recommendation: Recommendation,
  skills: readonly SkillSummary[],
  nowMs: number,
): readonly ToldReason[] {
  const context = { words: english, when, labelOf: labelsOf(skills), nowMs };
  return recommendation.reasons.map(({ asked: _, ...reason }: Reason) => ({
    factor: reason.factor,
    sentence: reasonSentence(reason, recommendation, context),
    value: reason.value,
    share: reason.share,
    ...optional("count", reason.count),
    ...optional("total", reason.total),
  }));
}
