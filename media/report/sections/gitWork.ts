import {
  gitFacts,
  gitFinding,
  gitNote,
  strengthName,
  tieRows,
} from "../../../src/views/model/report/gitWords";
import type { GitPart } from "../../../src/views/model/report/gitPart";
import { card, plainTable } from "../card";
import { h } from "../dom";
import type { Child, VNode } from "../dom";
import type { View } from "../view";
import { gitChart } from "./gitChart";
import { gitScatter } from "./gitScatter";

/** How the work moves with git; nothing in a file that was exported without it. */
export function gitWork(view: View): VNode | undefined {
  const { words, git: part, live } = view;
  if (part === undefined && !live) return undefined;
  const note = gitNote(part, words);
  return card(
    {
      id: "git",
      topic: words.t("Git"),
      finding: gitFinding(part, words),
      ...(note === undefined ? {} : { note }),
      wide: true,
    },
    ...(part?.type === "read" && part.work.velocity.commits > 0 ? content(view, part) : []),
  );
}

function content(view: View, { work }: Extract<GitPart, { type: "read" }>): readonly Child[] {
  const { words } = view;
  return [
    h(
      "ul",
      { key: "facts", class: "facts" },
      ...gitFacts(work, words).map((fact) => h("li", {}, fact)),
    ),
    gitChart(view, work),
    gitScatter(view, work),
    ties(view, work),
  ];
}

function ties({ words }: View, work: Parameters<typeof tieRows>[0]): Child {
  const { t, count, decimal, chance } = words;
  const rows = tieRows(work, words);
  if (rows.length === 0) return undefined;
  return plainTable(
    t("What goes together with the commits of a day"),
    [
      { title: t("With commits"), text: ({ name }) => name },
      { title: t("Days"), text: ({ tie }) => count(tie.n), numeric: true },
      { title: t("r"), text: ({ tie }) => decimal(tie.r), numeric: true },
      {
        title: t("95% interval"),
        text: ({ tie }) => `${decimal(tie.interval[0])} – ${decimal(tie.interval[1])}`,
        numeric: true,
      },
      { title: t("Spearman’s ρ"), text: ({ tie }) => decimal(tie.rho), numeric: true },
      { title: t("p-value"), text: ({ tie }) => chance(tie.pValue), numeric: true },
      { title: t("Strength"), text: ({ tie }) => strengthName(tie, words) },
    ],
    rows,
  );
}
