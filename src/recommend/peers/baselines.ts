import { median } from "../../analysis/quantiles";
import { compareText } from "../../analysis/ranking";
import type { SkillKey } from "../../tracker/model";
import { checkAnonymity, defaultAnonymity } from "./anonymity";
import { commonest } from "./commonest";
import type { Community, SkillBaseline, SkillRecord } from "./model";

/**
 * How each skill fares with everyone, by key.
 *
 * Skills with fewer than `k` users are not told, and do not count in percentiles; a duration or a
 * phase that fewer than `k` of them back is left out. Give it `othersThan` the user who asks.
 *
 * @throws RangeError when `k` is below 2.
 */
export function skillBaselines(
  { users }: Community,
  k = defaultAnonymity,
): readonly SkillBaseline[] {
  checkAnonymity(k);
  const bySkill = new Map<SkillKey, SkillRecord[]>();
  for (const { skills } of users) {
    for (const record of skills) {
      const records = bySkill.get(record.skill);
      if (records === undefined) bySkill.set(record.skill, [record]);
      else records.push(record);
    }
  }
  const told = [...bySkill]
    .filter(([, records]) => records.length >= k)
    .map(([skill, records]) => baselineOf(skill, records, k))
    .sort((one, other) => compareText(one.skill, other.skill));
  return told.map((baseline) => {
    const lower = told.filter((other) => other.completionRate < baseline.completionRate).length;
    return { ...baseline, percentile: (100 * lower) / told.length };
  });
}

function baselineOf(
  skill: SkillKey,
  records: readonly SkillRecord[],
  k: number,
): Omit<SkillBaseline, "percentile"> {
  const sum = (of: (record: SkillRecord) => number): number =>
    records.reduce((total, record) => total + of(record), 0);
  const medians = records.flatMap(({ medianMs }) => medianMs ?? []);
  const medianDurationMs = medians.length < k ? undefined : median(Float64Array.from(medians));
  const commonPhase = commonestPhase(records, k);
  return {
    skill,
    totalUsers: records.length,
    totalInvocations: sum(({ runs }) => runs),
    completionRate: sum(({ completed }) => completed) / sum(({ finished }) => finished),
    ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
    ...(commonPhase === undefined ? {} : { commonPhase }),
  };
}

/** What most users call its phase, the lesser name of equals; undefined under `k` users. */
function commonestPhase(records: readonly SkillRecord[], k: number): string | undefined {
  const counts = new Map<string, number>();
  for (const { phase } of records) {
    if (phase !== undefined) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  }
  const most = commonest(counts);
  return most === undefined || most[1] < k ? undefined : most[0];
}
