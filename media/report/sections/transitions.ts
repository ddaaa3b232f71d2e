import { narrow } from "../../../src/views/model/report/filter";
import { transitionsFinding } from "../../../src/views/model/report/findings";
import { layoutFlow } from "../../../src/views/model/report/flow";
import type { Flow, FlowNode } from "../../../src/views/model/report/flow";
import { clampToGrid } from "../../../src/views/model/report/gridKeys";
import { skillLabel } from "../../../src/views/model/report/names";
import { card, hidden, tableTwin } from "../card";
import { h } from "../dom";
import type { VNode } from "../dom";
import { rove } from "../roving";
import type { View } from "../view";

/** Which phase follows which: a Sankey diagram of two columns. */
export function transitions(view: View): VNode {
  const { words, report } = view;
  const { t } = words;
  const steps = report.phaseTransitions;
  const flow = layoutFlow(steps, {
    order: report.choices.phases,
    thickness: 180,
    gap: 10,
    minimum: 20,
  });
  return card(
    {
      id: "transitions",
      topic: t("Transitions"),
      finding: transitionsFinding(steps, words),
      note: t("From the phase on the left straight to the phase on the right, inside one session"),
    },
    flow.nodes.length === 0 ? undefined : diagram(flow, view),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Transitions between phases") },
      [
        { title: t("From"), text: (one) => one.from },
        { title: t("To"), text: (one) => one.to },
        { title: t("Times"), text: (one) => words.count(one.count), numeric: true },
        { title: t("Share"), text: (one) => words.percent(one.share), numeric: true },
        { title: t("Median gap"), text: (one) => words.duration(one.medianGapMs), numeric: true },
        {
          title: t("Usual next skill"),
          text: ({ commonSkill }) =>
            commonSkill === undefined ? "–" : skillLabel(commonSkill, report.skills),
        },
      ],
      steps,
    ),
  );
}

function diagram(flow: Flow, view: View): VNode {
  const { words, state, actions } = view;
  const sides = (["from", "to"] as const).map((side) =>
    flow.nodes.filter((node) => node.side === side),
  );
  const column = clampToGrid(state.flowAt, { rows: Infinity, columns: 2 }).column;
  const size = { rows: sides[column]?.length ?? 0, columns: 2 };
  const at = clampToGrid({ ...state.flowAt, column }, size);
  const mark = state.flowMark;
  return h(
    "div",
    {
      class: "flow",
      role: "group",
      "aria-label": words.t("Transitions between phases"),
      "--flow-height": `${flow.height}px`,
      onkeydown: (event: KeyboardEvent) => {
        rove(event, at, size, (to) => {
          const rows = sides[to.column]?.length ?? 0;
          actions.change({ flowAt: clampToGrid(to, { rows, columns: 2 }) });
        });
      },
    },
    ...sides.map((nodes, index) =>
      h(
        "div",
        { key: index === 0 ? "from" : "to", class: `flow-side ${index === 0 ? "from" : "to"}` },
        ...nodes.map((node, row) => nodeButton(node, { row, column: index }, at, view)),
      ),
    ),
    h(
      "svg",
      {
        class: "ribbons",
        viewBox: `0 0 100 ${flow.height}`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
      ...flow.ribbons.map((one) => {
        const marked = mark === `from ${one.from}` || mark === `to ${one.to}`;
        return h(
          "path",
          {
            key: `${one.from}\n${one.to}`,
            class: mark === undefined ? "ribbon" : marked ? "ribbon marked" : "ribbon aside",
            d: one.path,
          },
          h(
            "title",
            {},
            `${one.from} → ${one.to}: ${words.count(one.count)} (${words.percent(one.share)})`,
          ),
        );
      }),
    ),
  );
}

function nodeButton(
  node: FlowNode,
  place: { readonly row: number; readonly column: number },
  at: { readonly row: number; readonly column: number },
  { words, filter, actions, live }: View,
): VNode {
  const { side, phase } = node;
  const mark = `${side} ${phase}`;
  return h(
    "button",
    {
      key: phase,
      type: "button",
      class: "flow-node",
      "data-stop": true,
      tabindex: place.row === at.row && place.column === at.column ? 0 : -1,
      "--y": `${node.y}px`,
      "--height": `${node.height}px`,
      title: phase,
      onclick: () => {
        if (live) actions.filterBy(narrow(filter, "phase", phase));
      },
      onfocus: () => {
        actions.change({ flowMark: mark, flowAt: place });
      },
      onblur: () => {
        actions.change({ flowMark: undefined });
      },
      onpointerenter: () => {
        actions.change({ flowMark: mark });
      },
      onpointerleave: () => {
        actions.change({ flowMark: undefined });
      },
    },
    h("span", { class: "flow-name" }, phase),
    hidden(side === "from" ? words.t("left") : words.t("entered")),
    h("span", { class: "flow-count" }, words.count(node.count)),
  );
}
