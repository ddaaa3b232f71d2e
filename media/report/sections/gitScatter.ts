import type { GitWork } from "../../../src/views/model/reportProtocol";
import { tieCaption } from "../../../src/views/model/report/gitWords";
import { layoutScatter } from "../../../src/views/model/report/scatter";
import type { ScatterPoint } from "../../../src/views/model/report/scatter";
import { tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { axis, gridLines, plot, reader } from "../timePlot";
import type { View } from "../view";

/** The runs and the commits of each day against each other. */
export function gitScatter(view: View, work: GitWork): VNode | undefined {
  const { words, state, actions } = view;
  const { t, count } = words;
  const { points, runTicks, commitTicks } = layoutScatter(work.days);
  if (points.length === 0) return undefined;
  const at =
    state.gitPointAt === undefined ? undefined : Math.min(state.gitPointAt, points.length - 1);
  const move = (to: number | undefined): void => actions.change({ gitPointAt: to });
  const read = (point: ScatterPoint | undefined): string =>
    point === undefined
      ? ""
      : `${words.runs(point.runs)}, ${words.commits(point.commits)}: ${words.days(point.days)}`;
  const marked = at === undefined ? undefined : points[at];
  return h(
    "figure",
    { key: "scatter", class: "git-scatter" },
    h(
      "div",
      { class: "chart-head" },
      h("p", { class: "note" }, t("Commits of a day (upwards) by its runs (to the right)")),
      h("p", { class: "readout" }, read(marked)),
    ),
    h(
      "div",
      { class: "time-chart", onpointerleave: () => move(undefined) },
      axis(commitTicks, count),
      plot("plot scatter", [
        ...gridLines(commitTicks),
        ...points.map((point, index) =>
          h("circle", {
            key: `${point.runs} ${point.commits}`,
            class: index === at ? "point marked" : "point",
            cx: `${point.x}%`,
            cy: `${point.y}%`,
            r: point.radius,
            onpointerenter: () => move(index),
          }),
        ),
      ]),
      h(
        "div",
        { class: "dates", "aria-hidden": "true" },
        ...runTicks.map((tick) => h("span", { "--at": `${tick.at}%` }, count(tick.value))),
      ),
      reader({
        ...{ label: t("Read the points, one at a time"), count: points.length, move },
        at: at ?? points.length - 1,
        text: read(marked ?? points.at(-1)),
      }),
    ),
    h("figcaption", { class: "note" }, tieCaption(work, words)),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Days by runs and commits") },
      [
        { title: t("Runs"), text: (one) => count(one.runs), numeric: true },
        { title: t("Commits"), text: (one) => count(one.commits), numeric: true },
        { title: t("Days"), text: (one) => count(one.days), numeric: true },
      ],
      points,
    ),
  );
}
