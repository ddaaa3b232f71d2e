import type { SkillCluster } from "../../src/analysis/clusters";
import type { SkillKey } from "../../src/tracker/model";
import type { Run } from "./history";
import { binomialTail } from "./naive";

/** What a test knows of a skill beside its runs. */
export interface ClusteredSkill {
  readonly category?: string;
  readonly hidden?: boolean;
}

/** Slow and obvious: sets of sessions, lists of yes and no, modularity added up pair by pair. */
export function naiveClusters(
  runs: readonly Run[],
  known: ReadonlyMap<SkillKey, ClusteredSkill>,
  vectorOf: ((skill: SkillKey) => Float32Array | undefined) | undefined,
  minSessions: number,
): readonly SkillCluster[] {
  const all = [...new Set(runs.map(({ session = "" }) => session))];
  const seen = new Set(runs.map(({ session, skill }) => `${session ?? ""} ${skill}`));
  const holding = (skill: SkillKey): string[] =>
    all.filter((session) => seen.has(`${session} ${skill}`));
  const skills = [...new Set(runs.map(({ skill }) => skill))]
    .filter((skill) => known.get(skill)?.hidden !== true && holding(skill).length >= minSessions)
    .sort();
  const sessionsOf = new Map(skills.map((skill) => [skill, new Set(holding(skill))]));
  const pairs = (skills.length * (skills.length - 1)) / 2;
  const ties = new Map<string, number>();
  for (const one of skills) {
    for (const other of skills) {
      if (one === other) continue;
      const [a, b] = [one, other].map((skill) =>
        all.map((session) => (sessionsOf.get(skill)?.has(session) === true ? 1 : 0)),
      );
      const use = naiveTie(a ?? [], b ?? [], pairs);
      const likeness = vectorOf === undefined ? 0 : cosine(vectorOf(one), vectorOf(other));
      ties.set(`${one} ${other}`, use + 0.5 * Math.max(0, 2 * likeness - 1));
    }
  }
  const tie = (one: SkillKey, other: SkillKey): number => ties.get(`${one} ${other}`) ?? 0;
  const within = (skill: SkillKey, group: readonly SkillKey[]): number =>
    group.reduce((sum, other) => sum + tie(skill, other), 0);
  return naiveCommunities(skills, tie)
    .filter((group) => group.length > 1)
    .map((group): SkillCluster => {
      const most = Math.max(...group.map((skill) => within(skill, group)));
      const isCentral = (skill: SkillKey): boolean => within(skill, group) >= 0.5 * most;
      // Runs are in the order of their starts, so are the skills.
      const oldest = [...new Set(runs.map(({ skill }) => skill))].filter((one) =>
        group.includes(one),
      );
      const central = oldest.filter(isCentral);
      const others = group.filter((skill) => !isCentral(skill));
      const categories = group.map((skill) => known.get(skill)?.category ?? "Other");
      const category = categories.find(
        (one) =>
          one !== "Other" && 2 * categories.filter((own) => own === one).length > group.length,
      );
      return {
        id: `cluster:${central[0] ?? ""}`,
        name: category ?? [...central, ...others].slice(0, 2).map(nameOf).join(", "),
        members: group
          .map((key) => ({
            key,
            label: nameOf(key),
            membership: within(key, group) / within(key, skills),
          }))
          .sort((one, other) => {
            const apart = other.membership - one.membership;
            return Math.abs(apart) > 1e-9 ? apart : one.key < other.key ? -1 : 1;
          }),
        sessions: all.filter(
          (session) =>
            group.filter((skill) => sessionsOf.get(skill)?.has(session) === true).length > 1,
        ).length,
      };
    })
    .sort((one, other) => other.sessions - one.sessions || (one.id < other.id ? -1 : 1));
}

/** Pearson's correlation of yes and no, where both go together more often than chance allows. */
function naiveTie(a: readonly number[], b: readonly number[], pairs: number): number {
  const n = a.length;
  const [p, q] = [mean(a), mean(b)];
  const both = mean(a.map((one, at) => one * (b[at] ?? 0)));
  if (both <= p * q + 1e-12) return 0;
  const times = Math.round(both * n);
  const tails = [
    binomialTail(times, Math.round(n * p), q),
    binomialTail(times, Math.round(n * q), p),
  ];
  if (Math.min(...tails) * pairs >= 0.05) return 0;
  return (both - p * q) / Math.sqrt(p * (1 - p) * q * (1 - q));
}

/** Joins the two groups after which the modularity of all of them is greatest. */
function naiveCommunities(
  skills: readonly SkillKey[],
  tie: (one: SkillKey, other: SkillKey) => number,
): SkillKey[][] {
  const sums = new Map(
    skills.map((skill) => [skill, skills.reduce((sum, other) => sum + tie(skill, other), 0)]),
  );
  const ends = (skill: SkillKey): number => sums.get(skill) ?? 0;
  const all = skills.reduce((sum, skill) => sum + ends(skill), 0);
  const modularity = (groups: readonly SkillKey[][]): number =>
    groups.reduce(
      (sum, group) =>
        sum +
        group.reduce(
          (inside, one) =>
            inside +
            group.reduce(
              (own, other) => own + tie(one, other) / all - (ends(one) * ends(other)) / all ** 2,
              0,
            ),
          0,
        ),
      0,
    );
  let groups = skills.map((skill) => [skill]);
  while (all > 0) {
    const now = modularity(groups);
    let best: { groups: SkillKey[][]; gain: number } = { groups, gain: 0 };
    for (const [at, one] of groups.entries()) {
      for (const other of groups.slice(at + 1)) {
        const union = [...one, ...other].sort();
        const joined = groups.map((group) => (group === one ? union : group));
        const next = joined.filter((group) => group !== other);
        const gain = modularity(next) - now;
        if (gain > best.gain + 1e-12) best = { groups: next, gain };
      }
    }
    if (best.groups === groups) break;
    groups = best.groups;
  }
  return groups;
}

function cosine(one?: Float32Array, other?: Float32Array): number {
  if (one === undefined || other === undefined) return 0;
  const length = (vector: Float32Array): number => Math.hypot(...vector);
  const product = [...one].reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  const lengths = length(one) * length(other);
  return lengths === 0 ? 0 : product / lengths;
}

function nameOf(key: SkillKey): string {
  return key.slice(key.indexOf(":") + 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
