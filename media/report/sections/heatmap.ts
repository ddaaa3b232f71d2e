import { narrow } from "../../../src/views/model/report/filter";
import type { ReportFilter } from "../../../src/views/model/report/filter";
import { heatmapFinding } from "../../../src/views/model/report/findings";
import { clampToGrid } from "../../../src/views/model/report/gridKeys";
import { heatLevels, heatRows } from "../../../src/views/model/report/heat";
import type { HeatCell } from "../../../src/views/model/report/heat";
import type { Words } from "../../../src/views/model/report/words";
import { card, hidden, tableTwin } from "../card";
import { h } from "../dom";
import type { Attributes, VNode } from "../dom";
import { rove } from "../roving";
import type { View } from "../view";

/** Completion of each skill in each phase, as a grid one walks with the arrow keys. */
export function heatmap(view: View): VNode {
  const { words, report, state, filter, actions, live } = view;
  const { t } = words;
  const { phases } = report.heatmap;
  const rows = heatRows(report.heatmap);
  const size = { rows: rows.length + 1, columns: phases.length + 1 };
  const at = clampToGrid(state.heatAt, size);
  // Row 0 and column 0 are headers; their crossing holds nothing and is passed on to its neighbour.
  const stop = at.row === 0 && at.column === 0 ? { row: 0, column: 1 } : at;

  const place = (row: number, column: number, goal: ReportFilter): Attributes => ({
    "data-stop": true,
    tabindex: row === stop.row && column === stop.column ? 0 : -1,
    onfocus: () => {
      if (at.row !== row || at.column !== column) actions.change({ heatAt: { row, column } });
    },
    ...(live
      ? {
          onclick: () => {
            actions.filterBy(goal);
          },
          onkeydown: (event: KeyboardEvent) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            actions.filterBy(goal);
          },
        }
      : {}),
  });

  const grid = h(
    "table",
    {
      class: "heat",
      role: "grid",
      "aria-label": t("Completion by skill and phase"),
      onkeydown: (event: KeyboardEvent) => {
        rove(event, stop, size, (to) => {
          actions.change({ heatAt: to });
        });
      },
    },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        ...phases.map((phase, index) =>
          h(
            "th",
            {
              scope: "col",
              title: phase,
              ...place(0, index + 1, narrow(filter, "phase", phase)),
            },
            phase,
          ),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      ...rows.map((row, index) =>
        h(
          "tr",
          { key: row.key },
          h(
            "th",
            {
              scope: "row",
              title: row.label,
              ...place(index + 1, 0, narrow(filter, "skill", row.key)),
            },
            row.label,
          ),
          ...row.cells.map((cell, column) => {
            const phase = phases[column] ?? "";
            const text = describe(row.label, phase, cell, words);
            const goal = { ...filter, skill: row.key, phase };
            return h(
              "td",
              {
                class: `cell ${cell?.level ?? "none"}`,
                title: text,
                ...place(index + 1, column + 1, cell === undefined ? filter : goal),
              },
              ...(cell === undefined ? [hidden(text)] : figures(cell, words)),
            );
          }),
        ),
      ),
    ),
  );
  return card(
    {
      id: "heatmap",
      topic: t("Skill × phase"),
      finding: heatmapFinding(rows, report.overview.rate, words),
      note: t("Completion rate, and the number of runs; outlined where too few finished to judge"),
      wide: true,
    },
    scale(words),
    rows.length === 0 || phases.length === 0
      ? undefined
      : h("div", { key: "grid", class: "scroll" }, grid),
    tableTwin(
      view,
      { summary: t("Show as table"), caption: t("Completion by skill and phase") },
      [
        { title: t("Skill"), text: ({ row }) => row.label },
        { title: t("Phase"), text: ({ cell }) => cell.phase },
        { title: t("Runs"), text: ({ cell }) => words.count(cell.total), numeric: true },
        { title: t("Finished"), text: ({ cell }) => words.count(cell.finished), numeric: true },
        {
          title: t("Completion rate"),
          text: ({ cell }) => words.percent(cell.rate),
          numeric: true,
        },
      ],
      rows.flatMap((row) =>
        row.cells.flatMap((cell) => (cell === undefined ? [] : [{ row, cell }])),
      ),
    ),
  );
}

function figures(cell: HeatCell, words: Words): readonly VNode[] {
  return [
    h("span", {}, words.percent(cell.rate)),
    hidden(words.t("completed of")),
    h("span", { class: "sample" }, words.count(cell.total)),
  ];
}

function describe(skill: string, phase: string, cell: HeatCell | undefined, words: Words): string {
  if (cell === undefined) return words.t("{skill} never ran in {phase}", { skill, phase });
  return words.t("{skill} in {phase}: {rate} of {finished} completed", {
    skill,
    phase,
    rate: words.percent(cell.rate),
    finished: words.runs(cell.finished),
  });
}

/** What the fills mean. */
function scale(words: Words): VNode {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    ...heatLevels.map(({ level, from }, index) =>
      h(
        "li",
        {},
        h("span", { class: `swatch cell ${level}` }),
        from === 0
          ? words.t("below {rate}", { rate: words.percent(heatLevels[index - 1]?.from) })
          : words.t("{rate} and more", { rate: words.percent(from) }),
      ),
    ),
  );
}
