import type { CommunityBaseline } from "../../src/analysis/baselines";
import type { SkillKey } from "../../src/tracker/model";
import type { Run } from "./history";
import { groupBy, mode, naiveQuantile, naiveRate, naiveTypical, withoutUndefined } from "./naive";

/** Slow and obvious: every skill compared with every other. */
export function naiveBaselines(
  runs: readonly Run[],
  hidden: ReadonlySet<SkillKey>,
): readonly CommunityBaseline[] {
  const shown = [...groupBy(runs, ({ skill }) => skill)].filter(([skill]) => !hidden.has(skill));
  const all = naiveRate(shown.flatMap(([, own]) => own));
  const smoothed = (own: readonly Run[]): number | undefined => {
    const { counts, finished } = naiveRate(own);
    if (finished === 0 || all.finished === 0) return undefined;
    const expected = all.counts.completed / all.finished;
    return (counts.completed + 4 * expected) / (finished + 4);
  };
  const rates = shown.flatMap(([, own]) => smoothed(own) ?? []);
  return shown
    .map(([skill, own]) => {
      const rate = smoothed(own);
      return withoutUndefined<CommunityBaseline>({
        skill,
        users: new Set(own.map(({ agent }) => (agent === undefined ? "user" : `agent ${agent}`)))
          .size,
        invocations: own.length,
        completionRate: naiveRate(own).rate,
        medianDurationMs: naiveQuantile(naiveTypical(own), 0.5),
        commonPhase: mode(own.flatMap(({ phase }) => phase ?? [])),
        percentile:
          rate === undefined
            ? undefined
            : (100 * rates.filter((other) => other < rate).length) / rates.length,
      });
    })
    .sort((one, other) => {
      const [first, second] = [one.percentile ?? -1, other.percentile ?? -1];
      if (first !== second) return second - first;
      if (one.invocations !== other.invocations) return other.invocations - one.invocations;
      return one.skill < other.skill ? -1 : 1;
    });
}
