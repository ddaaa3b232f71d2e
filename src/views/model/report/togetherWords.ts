import type { SkillCluster } from "../../../analysis/clusters";
import type { SkillPair } from "../../../analysis/skillPairs";
import { minimumSample } from "./sample";
import type { Words } from "./words";

/** Which two skills share sessions far more often than chance would have it. */
export function togetherFinding(
  pairs: readonly SkillPair[],
  clusters: readonly SkillCluster[],
  sessions: number,
  words: Words,
): string {
  const first = pairs[0];
  if (first !== undefined) return pairSentence(first, words);
  if (clusters.length > 0) return words.t("Some skills go together, none of them tightly");
  return sessions < minimumSample
    ? words.t("Too few sessions to see what belongs together")
    : words.t("No two skills share sessions much more often than by chance");
}

export function pairSentence({ first, second, lift, sessions }: SkillPair, words: Words): string {
  return words.t("{first} and {second} go together: {times} times as often as by chance", {
    first: first.label,
    second: second.label,
    times: words.tenths(lift),
    sessions: words.sessions(sessions),
  });
}

/** So many of a group are named. */
const named = 8;

/** The skills of a group, the most central first. */
export function clusterSkills({ members }: SkillCluster, words: Words): string {
  const names = words.list(members.slice(0, named).map(({ label }) => label));
  const more = members.length - named;
  return more <= 0
    ? names
    : words.t("{names} and {count} more", { names, count: words.count(more) });
}
