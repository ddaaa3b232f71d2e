import type { Routine } from "../../src/analysis/routines";
import type { SkillKey } from "../../src/tracker/model";
import { minute, type Run } from "./history";
import { binomialTail, groupBy, naiveQuantile, withoutUndefined } from "./naive";

/** Repeats of one skill. */
type Step = readonly Run[];

interface Sequence {
  readonly name: string;
  readonly skills: readonly SkillKey[];
  /** Occurrences without overlaps, by stretch. */
  readonly found: readonly (readonly (readonly Step[])[])[];
  readonly count: number;
  readonly sessions: number;
}

/** Slow and obvious: strings, lists of lists, every sequence searched for in every stretch. */
export function naiveRoutines(
  runs: readonly Run[],
  { minCount, minSessions, limit }: { minCount: number; minSessions: number; limit: number },
): readonly Routine[] {
  const stretches = naiveStretches(runs);
  const named = stretches.flatMap((steps) =>
    steps.flatMap((_, from) =>
      [2, 3, 4, 5, 6]
        .filter((length) => from + length <= steps.length)
        .map((length) => steps.slice(from, from + length).map(skillOf)),
    ),
  );
  const frequent = [...new Map(named.map((skills) => [skills.join("\n"), skills])).values()]
    .map((skills) => sequenceOf(skills, stretches))
    .filter(({ count, sessions }) => count >= minCount && sessions >= minSessions)
    .sort((one, other) => {
      const saved = other.count * (other.skills.length - 1) - one.count * (one.skills.length - 1);
      if (saved !== 0) return saved;
      if (one.skills.length !== other.skills.length) return other.skills.length - one.skills.length;
      return compareLists(one.skills, other.skills);
    });
  const told: { sequence: Sequence; lift: number }[] = [];
  const covering: Sequence[] = [];
  for (const sequence of frequent) {
    if (told.length === limit) break;
    const isPart = covering.some(
      (one) =>
        one.skills.length === sequence.skills.length + 1 &&
        [one.skills.slice(0, -1), one.skills.slice(1)].some(
          (part) => part.join("\n") === sequence.name,
        ) &&
        one.count >= 0.8 * sequence.count,
    );
    const rotated = told.some(({ sequence: one }) =>
      one.skills.some(
        (_, by) =>
          [...one.skills.slice(by), ...one.skills.slice(0, by)].join("\n") === sequence.name,
      ),
    );
    if (!isPart && isMoreOfOneRound(sequence, stretches)) continue;
    if (!isPart && !rotated) {
      const lift = naiveLift(sequence, stretches, frequent.length);
      if (lift === undefined) continue;
      told.push({ sequence, lift });
    }
    covering.push(sequence);
  }
  return told.map(({ sequence, lift }) => routineOf(sequence, lift));
}

function naiveStretches(runs: readonly Run[]): Step[][] {
  const own = runs.filter(
    ({ agent, background, skill }) =>
      agent === undefined && background !== true && !skill.startsWith("debug:"),
  );
  return [...groupBy(own, ({ session }) => session).values()].flatMap((session) => {
    const stretches: Run[][][] = [];
    session.forEach((run, at) => {
      const before = session[at - 1];
      const steps = stretches.at(-1);
      if (
        before === undefined ||
        steps === undefined ||
        run.at - (before.at + (before.ms ?? 0)) > 30 * minute
      )
        stretches.push([[run]]);
      else if (before.skill === run.skill) steps.at(-1)?.push(run);
      else steps.push([run]);
    });
    return stretches;
  });
}

function sequenceOf(skills: readonly SkillKey[], stretches: readonly Step[][]): Sequence {
  const name = skills.join("\n");
  const found = stretches.map((steps) => {
    const occurrences: Step[][] = [];
    for (let at = 0; at + skills.length <= steps.length; at++) {
      const part = steps.slice(at, at + skills.length);
      if (part.map(skillOf).join("\n") !== name) continue;
      occurrences.push(part);
      at += skills.length - 1;
    }
    return occurrences;
  });
  const all = found.flat();
  const sessions = new Set(all.map(([first]) => first?.[0]?.session)).size;
  return { name, skills, found, count: all.length, sessions };
}

/** The least lift over all cuts, or undefined where it is no more than chance may bring. */
function naiveLift(
  sequence: Sequence,
  stretches: readonly Step[][],
  tested: number,
): number | undefined {
  let least = Infinity;
  for (let cut = 1; cut < sequence.skills.length; cut++) {
    const head = sequence.skills.slice(0, cut);
    const tail = sequence.skills.slice(cut);
    let expected = 0;
    let chances = 0;
    for (const steps of stretches) {
      const runs = steps.flat().length;
      const heads = timesOf(head, steps);
      const tails = timesOf(tail, steps);
      if (heads === 0 || tails === 0) continue;
      const runsOf = (skill: SkillKey | undefined): number =>
        steps.filter((step) => skillOf(step) === skill).flat().length;
      const taken =
        (head.length === 1 ? 0 : (head.length - 2) * heads + runsOf(head.at(-1))) +
        (tail.length === 1 ? 0 : (tail.length - 2) * tails + runsOf(tail[0]));
      const most = Math.min(heads, tails);
      chances += most;
      expected += Math.min(most, (heads * tails) / Math.max(1, runs - taken));
    }
    const everywhere = timesIn(head, stretches) * timesIn(tail, stretches);
    const all = stretches.flat(2).length;
    const lift = sequence.count / expected;
    if (lift < 1.5 || (sequence.count * all) / everywhere < 1.5) return undefined;
    if (binomialTail(sequence.count, chances, expected / chances) * tested >= 0.05)
      return undefined;
    least = Math.min(least, lift);
  }
  return least;
}

/** Of a single skill, its runs; of more, the occurrences. */
function timesOf(skills: readonly SkillKey[], steps: Step[]): number {
  const [found = []] = sequenceOf(skills, [steps]).found;
  return skills.length === 1 ? found.flat(2).length : found.length;
}

function timesIn(skills: readonly SkillKey[], stretches: readonly Step[][]): number {
  return stretches.reduce((sum, steps) => sum + timesOf(skills, steps), 0);
}

function isMoreOfOneRound({ skills, count }: Sequence, stretches: readonly Step[][]): boolean {
  for (let period = 1; period < skills.length; period++) {
    if (!skills.every((skill, at) => skill === skills[at % period])) continue;
    return count < 0.8 * sequenceOf(skills.slice(0, period), stretches).count;
  }
  return false;
}

function routineOf({ skills, found, count, sessions }: Sequence, lift: number): Routine {
  const all = found.flat().map((steps) => steps.flatMap((step) => step.at(-1) ?? []));
  const starts = found.flat().map((steps) => steps[0]?.[0]?.at ?? NaN);
  const verdicts = all.flatMap((lasts) => {
    const outcomes = lasts.map(({ outcome = "completed" }) => outcome);
    if (outcomes.some((one) => one === "failed" || one === "abandoned")) return [0];
    return outcomes.every((one) => one === "completed") ? [1] : [];
  });
  const spans = all.map((lasts, at) => {
    const last = lasts.at(-1);
    return (last?.at ?? NaN) + (last?.ms ?? 0) - (starts[at] ?? NaN);
  });
  const completed = verdicts.filter((verdict) => verdict === 1).length;
  return withoutUndefined<Routine>({
    skills,
    count,
    sessions,
    completedShare: verdicts.length === 0 ? undefined : completed / verdicts.length,
    medianSpanMs: naiveQuantile(spans, 0.5),
    lastStartedAtMs: Math.max(...starts),
    lift,
  });
}

function skillOf(step: Step): SkillKey {
  const [run] = step;
  if (run === undefined) throw new RangeError("A step without a run.");
  return run.skill;
}

function compareLists(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? "") < (other[at] ?? "") ? -1 : 1;
}
