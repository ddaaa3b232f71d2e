import type { Correlation } from "../../../analysis/correlation";
import type { GitWork } from "../../../analysis/gitWork";
import type { GitVelocity } from "../../../analysis/gitVelocity";
import { assertNever } from "../../../base/assert";
import type { GitPart } from "./gitPart";
import type { Words } from "./words";

/** What is found, or why nothing is; undefined = git is still being read. */
export function gitFinding(git: GitPart | undefined, words: Words): string {
  const { t } = words;
  if (git === undefined) return t("Reading the log of git…");
  switch (git.type) {
    case "read":
      return workFinding(git.work, words);
    case "no-repository":
      return t("The folder is not in a git repository");
    case "no-git":
      return t("The program git was not found");
    case "timeout":
      return t("Git took too long to answer");
    case "failed":
      return t("Git says “{reason}”", { reason: git.reason });
    case "not-read":
      return git.why === "untrusted"
        ? t("Git is not started in a folder that is not trusted")
        : t("No folder on this machine is open");
    default:
      return assertNever(git);
  }
}

function workFinding({ velocity, ties }: GitWork, words: Words): string {
  const { t } = words;
  if (velocity.commits === 0) return t("No commits in this range");
  if (ties.runs !== undefined && isClear(ties.runs))
    return ties.runs.direction === "positive"
      ? t("Days with more runs have more commits")
      : t("Days with more runs have fewer commits");
  return pace(velocity, words);
}

/** The whole interval is on one side of 0, and the size has a name. */
function isClear({ interval: [low, high], strength }: Correlation): boolean {
  return strength !== "none" && low * high > 0;
}

/** Of less than a week nothing is said of weeks. */
function pace({ commits, days, commitsPerDay = 0 }: GitVelocity, words: Words): string {
  if (days.length < 7)
    return words.t("{commits} in {days}", {
      commits: words.commits(commits),
      days: words.days(days.length),
    });
  return words.t("{commits}, {number} a week", {
    commits: words.commits(commits),
    number: words.tenths(7 * commitsPerDay),
  });
}

/** How to read it, and what is left out. */
export function gitNote(git: GitPart | undefined, { t, day }: Words): string | undefined {
  if (git?.type !== "read") return undefined;
  const whose = t("Everybody’s commits that the branch holds, on the day they were authored");
  return git.cutAtMs === undefined
    ? whose
    : `${whose} · ${t("from {day} on: before that there are too many", { day: day(git.cutAtMs) })}`;
}

/** How many, what they say of themselves, and when most are made. */
export function gitFacts({ velocity }: GitWork, words: Words): readonly string[] {
  const { t, count, percent } = words;
  const { commits, merges, conventionalRate, breaking, busiestWeekday, busiestHour } = velocity;
  if (commits === 0) return [];
  return [
    `${pace(velocity, words)} · ${t("{count} of them merges", { count: count(merges) })}`,
    ...(conventionalRate === undefined
      ? []
      : [
          t("Conventional: {share} of {commits} that are no merges; breaking: {breaking}", {
            share: percent(conventionalRate),
            commits: words.commits(commits - merges),
            breaking: count(breaking),
          }),
        ]),
    ...(busiestWeekday === undefined || busiestHour === undefined
      ? []
      : [
          t("Most on {weekday} and in the hour from {hour}", {
            weekday: words.weekday(busiestWeekday),
            hour: words.hour(busiestHour),
          }),
        ]),
  ];
}

/** What goes together with the commits of a day, and how much. */
export interface TieRow {
  readonly name: string;
  readonly tie: Correlation;
}

/** Nothing of what cannot be said. */
export function tieRows({ ties }: GitWork, { t }: Words): readonly TieRow[] {
  return [
    { name: t("Runs"), tie: ties.runs },
    { name: t("Minutes in which a run began"), tie: ties.activeMinutes },
    { name: t("Completion rate"), tie: ties.completionRate },
  ].flatMap(({ name, tie }) => (tie === undefined ? [] : [{ name, tie }]));
}

/** What is said under the points: how many, how strong, and that it is no cause. */
export function tieCaption({ ties, days }: GitWork, words: Words): string {
  const { t, decimal } = words;
  const { runs } = ties;
  if (runs === undefined)
    return t("{days} with runs or commits: too few, or too much alike, to compare", {
      days: words.days(days.length),
    });
  const figures = t("{days}, r = {r}, 95% interval {low} to {high}: {strength}.", {
    days: words.days(runs.n),
    r: decimal(runs.r),
    low: decimal(runs.interval[0]),
    high: decimal(runs.interval[1]),
    strength: strengthName(runs, words),
  });
  return `${figures} ${t("Correlation is not cause; and days that follow each other are alike, so the interval is rather too narrow.")}`;
}

/** In the words of the bands; one whose interval holds 0 is not told from none. */
export function strengthName(tie: Correlation, { t }: Words): string {
  if (!isClear(tie)) return t("not told from none");
  switch (tie.strength) {
    case "strong":
      return t("strong");
    case "moderate":
      return t("moderate");
    case "weak":
      return t("weak");
    case "none":
      return t("none");
    default:
      return assertNever(tie.strength);
  }
}
