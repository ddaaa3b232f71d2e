import { divider } from "./controls";
import { h } from "./dom";
import type { Child } from "./dom";
import { agents } from "./sections/agents";
import { bottlenecks } from "./sections/bottlenecks";
import { changes } from "./sections/changes";
import { durations } from "./sections/durations";
import { experiment } from "./sections/experiment";
import { filterBar } from "./sections/filters";
import { pageHeader } from "./sections/header";
import { heatmap } from "./sections/heatmap";
import { overview } from "./sections/overview";
import { phases } from "./sections/phases";
import { prospects } from "./sections/prospects";
import { rhythm } from "./sections/rhythm";
import { routines } from "./sections/routines";
import { skills } from "./sections/skills";
import { nothingMatches, nothingRecorded } from "./sections/states";
import { steps } from "./sections/steps";
import { timeline } from "./sections/timeline";
import { together } from "./sections/together";
import { transitions } from "./sections/transitions";
import type { View } from "./view";

/** The whole page as a function of what it shows. */
export function page(view: View): readonly Child[] {
  const { report, words, filter, actions, live, waiting } = view;
  if (report.overview.total === 0 && report.choices.kinds.length === 0)
    return [nothingRecorded(words)];
  return [
    pageHeader(view),
    live ? filterBar(view) : divider(),
    h("div", { key: "wait", class: waiting ? "wait" : "wait idle", "aria-hidden": "true" }),
    ...(report.overview.total === 0
      ? [nothingMatches(filter, words, actions)]
      : [
          overview(view),
          h(
            "div",
            { key: "cards", class: "cards", "aria-busy": String(waiting) },
            timeline(view),
            changes(view),
            phases(view),
            bottlenecks(view),
            transitions(view),
            steps(view),
            heatmap(view),
            skills(view),
            agents(view),
            rhythm(view),
            durations(view),
            together(view),
            routines(view),
            prospects(view),
            experiment(view),
          ),
        ]),
  ];
}
