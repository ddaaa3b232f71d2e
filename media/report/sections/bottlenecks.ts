import type { Bottleneck } from "../../../src/views/model/reportProtocol";
import { narrow } from "../../../src/views/model/report/filter";
import { bottlenecksFinding } from "../../../src/views/model/report/findings";
import { severityName, skillLabel } from "../../../src/views/model/report/names";
import { round } from "../../../src/views/model/report/scale";
import { card, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import type { View } from "../view";

/** How many are drawn; the table has them all. */
const listed = 4;

/** Phases in which work is given up often, worst first, with what it costs. */
export function bottlenecks(view: View): VNode {
  const { words, report } = view;
  const { t } = words;
  const found = report.bottlenecks;
  return card(
    {
      id: "bottlenecks",
      topic: t("Bottlenecks"),
      finding: bottlenecksFinding(found, words),
      note: t("Phases whose runs are abandoned more often than the threshold"),
    },
    h("ul", { class: "bottlenecks" }, ...found.slice(0, listed).map((one) => item(one, view))),
    found.length === 0
      ? undefined
      : tableTwin(
          view,
          { summary: t("Show as table"), caption: t("Bottlenecks") },
          [
            { title: t("Phase"), text: (one) => one.phase },
            { title: t("Severity"), text: (one) => severityName(one.severity, words) },
            { title: t("Finished"), text: (one) => words.count(one.finished), numeric: true },
            { title: t("Abandoned"), text: (one) => words.count(one.abandoned), numeric: true },
            { title: t("Failed"), text: (one) => words.count(one.failed), numeric: true },
            { title: t("Time lost"), text: (one) => words.duration(one.lostMs), numeric: true },
            { title: t("Worst skill"), text: (one) => skillLabel(one.worstSkill, report.skills) },
          ],
          found,
        ),
  );
}

function item(one: Bottleneck, { words, report, filter, actions, live }: View): VNode {
  const skill = skillLabel(one.worstSkill, report.skills);
  const finished = Math.max(1, one.finished);
  return h(
    "li",
    { key: one.phase, class: `bottleneck ${one.severity}` },
    h(
      "div",
      { class: "bottleneck-head" },
      live
        ? h(
            "button",
            {
              key: "phase",
              type: "button",
              class: "link strong",
              "aria-pressed": String(filter.phase === one.phase),
              onclick: () => {
                actions.filterBy(narrow(filter, "phase", one.phase));
              },
            },
            one.phase,
          )
        : h("span", { key: "name", class: "strong" }, one.phase),
      h("span", { class: "severity" }, severityName(one.severity, words)),
    ),
    h(
      "svg",
      { class: "share-bar", "aria-hidden": "true" },
      h("rect", { class: "track", width: "100%", height: "100%", rx: "2" }),
      h("rect", {
        class: "abandoned",
        width: `${round((one.abandoned / finished) * 100)}%`,
        height: "100%",
        rx: "2",
      }),
    ),
    h(
      "p",
      { class: "bottleneck-facts" },
      words.t("{abandoned} of {runs} abandoned, {failed} failed · {time} lost", {
        abandoned: words.count(one.abandoned),
        runs: words.runs(one.finished),
        failed: words.count(one.failed),
        time: words.duration(one.lostMs),
      }),
    ),
    h("p", { class: "bottleneck-facts" }, words.t("Mostly {skill}", { skill })),
  );
}
