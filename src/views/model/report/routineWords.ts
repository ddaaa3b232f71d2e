import type { Routine } from "../../../analysis/routines";
import type { SkillKey } from "../../../tracker/model";
import type { Words } from "./words";

/** The sequence that is run most often by hand. */
export function routinesFinding(
  routines: readonly Routine[],
  label: (key: SkillKey) => string,
  words: Words,
): string {
  const first = routines[0];
  return first === undefined
    ? words.t("No sequence of skills is run often enough to be worth a task")
    : routineSentence(first, label, words);
}

export function routineSentence(
  routine: Pick<Routine, "skills" | "count">,
  label: (key: SkillKey) => string,
  words: Words,
): string {
  return words.t("You run {steps} in a row: {count} times", {
    steps: routineSteps(routine, label),
    count: words.count(routine.count),
  });
}

/** The skills of a routine in their order. */
export function routineSteps(
  { skills }: Pick<Routine, "skills">,
  label: (key: SkillKey) => string,
): string {
  return skills.map(label).join(" → ");
}

/** How often every step completes, and how long it takes. */
export function routineFacts(
  { sessions, completedShare, medianSpanMs }: Omit<Routine, "skills">,
  words: Words,
): string {
  const parts = [
    words.t("in {sessions}", { sessions: words.sessions(sessions) }),
    completedShare === undefined
      ? undefined
      : words.t("{share} complete", { share: words.percent(completedShare) }),
    medianSpanMs === undefined
      ? undefined
      : words.t("{duration} each", { duration: words.duration(medianSpanMs) }),
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}
