/** What is said of one input of the ranking. */
export interface FeatureEntry {
  /** What a greater value means. */
  readonly meaning: string;
  readonly range: string;
  readonly formula: string;
}

const lift = "(−∞, ∞); 0 where nothing is known";
/** The smoothing all lifts have in common; u is the share of uses (`habit`), κ given for each. */
const smoothed = (counts: string, prior: string): string =>
  `ln((n + κ·u) ÷ (N + κ) ÷ u) with n of N ${counts}, κ = ${prior}; Dirichlet prior (MacKay and Peto, 1995)`;
const discounted = (context: string): string =>
  `ln(p ÷ p of the shorter context) after ${context}; p by absolute discounting, d = 0.6 (Ney, Essen and Kneser, 1994)`;

/**
 * The inputs of the ranking of what comes next, one value for each skill. A lift is the logarithm of
 * how much likelier a skill is in a situation than it is otherwise: above 0 speaks for it.
 */
export const features = {
  recency: {
    meaning: "it was run just now",
    range: "(−∞, 0]",
    formula: "−ln(1 + runs of others since)",
  },
  reach: {
    meaning: "people reach as far back as it lies in the list of skills, last used first",
    range: "(−∞, 0]",
    formula: "ln share of runs at this depth after one like the last; stack model (Mattson, 1970)",
  },
  habit: {
    meaning: "it is used much",
    range: "(−∞, 0]",
    formula: "ln u, u = the mean of its share of all runs and of runs that count half after 600",
  },
  lately: {
    meaning: "it is used more than usual lately",
    range: lift,
    formula: smoothed("runs that count half after 40", "1.5"),
  },
  after1: {
    meaning: "it follows the last skill",
    range: lift,
    formula: discounted("the last one"),
  },
  after2: { meaning: "… the last two", range: lift, formula: discounted("the last two") },
  after3: { meaning: "… the last three", range: lift, formula: discounted("the last three") },
  afterMore: {
    meaning: "… the last four to eight",
    range: lift,
    formula: `the sum of ${discounted("the last four, five … eight")}`,
  },
  recentAfter1: {
    meaning: "it lately followed the last skill",
    range: lift,
    formula: smoothed("successors that count half after 150 runs", "1.5"),
  },
  settledAfter1: {
    meaning: "it has followed the last skill for long",
    range: lift,
    formula: smoothed("successors that count half after 1,500 runs", "1.5"),
  },
  recentAfter2: {
    meaning: "it lately followed the last two",
    range: lift,
    formula: smoothed("successors of both that count half after 400 runs", "1.5"),
  },
  newestAfter1: {
    meaning: "it came the last time the last skill was left",
    range: "(−∞, 0]",
    formula: "−ln(1 + times the last skill was left since this one followed it), at most 60",
  },
  newestAfter2: {
    meaning: "it came the last time the last two were left",
    range: "(−∞, 0]",
    formula: "the same for the last two in this order",
  },
  longestMatch: {
    meaning: "it followed where the most steps were the same, and such places proved right",
    range: "(−∞, ∞); 0 for all others",
    formula: "3 + ln(q ÷ (1 − q)), q = the share of such places of this length that were right",
  },
  phase: {
    meaning: "it belongs to the phase",
    range: lift,
    formula: smoothed("runs in the phase that count half after 800", "5"),
  },
  phaseAfter1: {
    meaning: "it follows the last skill in this phase",
    range: lift,
    formula: smoothed("successors in this phase", "1.5"),
  },
  position: {
    meaning: "it is run this far into a stretch of work",
    range: lift,
    formula: smoothed("runs at 0, 1, 2–3, 4–7, 8–15, later; half after 800", "8"),
  },
  pause: {
    meaning: "it comes after pauses like this one",
    range: lift,
    formula: smoothed("runs after pauses of the same of 8 classes; half after 800", "8"),
  },
  pauseAfter1: {
    meaning: "it follows the last skill after pauses like this one",
    range: lift,
    formula: smoothed("successors after such pauses, 0.3 for the next class", "1.5"),
  },
  hour: {
    meaning: "it is run at this time of day",
    range: lift,
    formula: smoothed("runs within two hours of the day, nearer ones more; half after 800", "10"),
  },
  afterFailure: {
    meaning: "it follows a failure of the last skill",
    range: lift,
    formula: smoothed("successors of its failures", "1.5"),
  },
  lag2: {
    meaning: "it comes two steps after the last but one",
    range: lift,
    formula: smoothed("runs two steps after that skill, whatever lay between", "3"),
  },
  lag3: {
    meaning: "it comes three steps after the last but two",
    range: lift,
    formula: smoothed("runs three steps after that skill, whatever lay between", "3"),
  },
  similar: {
    meaning: "it followed the last skill in stretches like this one",
    range: lift,
    formula: smoothed("successors, each e^(0.7 · steps in common among the five before)", "3"),
  },
  rhythm: {
    meaning: "it tends to come back after as many runs",
    range: lift,
    formula: "ln(hazard at this age ÷ that of all skills); a renewal process (Cox, 1962)",
  },
  acrossBreak: {
    meaning: "work is taken up with it after a stretch that ended as the last one did",
    range: lift,
    formula: smoothed("first runs of a stretch after that skill; half after 800", "3"),
  },
  repeat: { meaning: "it is the last skill itself", range: "0 or 1", formula: "1 if it is" },
  idle: {
    meaning: "it was run a short time ago",
    range: "(−∞, 0]",
    formula: "−ln(1 + minutes since it began)",
  },
  family: {
    meaning: "skills whose name begins like its name follow those like the last",
    range: lift,
    formula: smoothed("runs of families after the last one's; u of the family", "5"),
  },
  folder: {
    meaning: "it is run in this folder",
    range: lift,
    formula: smoothed("runs in the folder; half after 800", "5"),
  },
  language: {
    meaning: "it is run while this language is edited",
    range: lift,
    formula: smoothed("runs at the language; half after 800", "5"),
  },
  correction: {
    meaning: "it came more often here than the other features make it",
    range: "[−18, 18]",
    formula: "the sum of what was learned of it alone: see `Corrections`",
  },
  tier: {
    meaning: "how far its contexts match at all; weighed for each of the four tiers",
    range: "1",
    formula: "1",
  },
} as const satisfies Readonly<Record<string, FeatureEntry>>;

export type FeatureName = keyof typeof features;
export const featureNames = Object.keys(features) as readonly FeatureName[];
export const featureCount = featureNames.length;

/** The column of each feature. */
export const column = Object.fromEntries(featureNames.map((name, at) => [name, at])) as Readonly<
  Record<FeatureName, number>
>;

/**
 * Skills are weighed by how much of the context they ever followed: none, the last step, the last
 * two, three or more. What says much of a skill that never came here says little of one that did.
 */
export const tierCount = 4;
