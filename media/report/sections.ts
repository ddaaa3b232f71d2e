import type { GradualPart } from "../../src/views/model/report/gradual";
import { card } from "./card";
import type { Child } from "./dom";
import { agents } from "./sections/agents";
import { bottlenecks } from "./sections/bottlenecks";
import { changes } from "./sections/changes";
import { checksAndCoverage } from "./sections/checksAndCoverage";
import { durations } from "./sections/durations";
import { experiment } from "./sections/experiment";
import { gitWork } from "./sections/gitWork";
import { heatmap } from "./sections/heatmap";
import { phases } from "./sections/phases";
import { prospects } from "./sections/prospects";
import { rhythm } from "./sections/rhythm";
import { routines } from "./sections/routines";
import { skills } from "./sections/skills";
import { steps } from "./sections/steps";
import { timeline } from "./sections/timeline";
import { together } from "./sections/together";
import { transitions } from "./sections/transitions";
import type { PageState, View, WholeView } from "./view";

/** What there is to draw. */
export interface Content {
  readonly view: View;
  /** The figures with what was found in them; undefined until that has come. */
  readonly whole: WholeView | undefined;
  readonly state: PageState;
}

type Section = GradualPart<Content, Child>;

/** A card of figures. */
function counted(id: string, draw: (view: View) => Child): Section {
  return {
    id,
    sources: ({ view }) => [view.report, ...sharedBy(view)],
    draw: ({ view, state }) => draw({ ...view, state }),
  };
}

/** A card of findings, which come later; `before` stands there until then. */
function found(
  id: string,
  draw: (view: WholeView) => Child,
  before: (view: View) => Child = () => undefined,
): Section {
  return {
    id,
    sources: ({ view, whole }) => [whole?.report, ...sharedBy(view)],
    draw: ({ view, whole, state }) =>
      whole === undefined ? before({ ...view, state }) : draw({ ...whole, state }),
  };
}

/** What every card is drawn from, beside its data. */
function sharedBy({ filter, words, live }: View): readonly unknown[] {
  return [filter, words, live];
}

/** The cards, in the order of the page. */
export const sections: readonly Section[] = [
  counted("timeline", timeline),
  found("changes", changes, lookingForChanges),
  counted("phases", phases),
  counted("bottlenecks", bottlenecks),
  counted("transitions", transitions),
  counted("steps", steps),
  counted("heatmap", heatmap),
  counted("skills", skills),
  found("agents", agents),
  found("rhythm", rhythm),
  found("durations", durations),
  found("together", together),
  found("routines", routines),
  { ...counted("git", gitWork), sources: ({ view }) => [view.git, ...sharedBy(view)] },
  {
    ...counted("quality", checksAndCoverage),
    sources: ({ view }) => [view.quality, ...sharedBy(view)],
  },
  found("prospects", prospects),
  found("experiment", experiment),
];

/** Keeps the place of the one card of findings that has cards of figures below it. */
function lookingForChanges({ words: { t } }: View): Child {
  const finding = t("Looking for what changes, recurs and belongs together…");
  return card({ id: "changes", topic: t("What is changing"), finding, wide: true });
}
