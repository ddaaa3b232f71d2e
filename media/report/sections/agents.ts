import { agentFigures, agentsFinding } from "../../../src/views/model/report/agentWords";
import { card, plainTable } from "../card";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** What agents ran, and how it ended; nothing where none ran. */
export function agents({ words, report }: WholeView): VNode | undefined {
  const { t, count, percent } = words;
  const rows = agentFigures(report.agents, words);
  if (rows.length === 0) return undefined;
  return card(
    {
      id: "agents",
      topic: t("Agents"),
      finding: agentsFinding(rows, words),
      note: t("A run that the user refused counts as abandoned"),
      wide: true,
    },
    plainTable(
      t("Agents and how their runs ended"),
      [
        { title: t("Agent"), text: ({ name }) => name },
        { title: t("Runs"), text: ({ total }) => count(total), numeric: true },
        { title: t("Finished"), text: ({ finished }) => count(finished), numeric: true },
        { title: t("Completion rate"), text: ({ rate }) => percent(rate), numeric: true },
        {
          title: t("95% interval"),
          text: ({ interval }) => (interval ?? [undefined, undefined]).map(percent).join(" – "),
          numeric: true,
        },
        { title: t("Refused"), text: ({ refused }) => count(refused), numeric: true },
        { title: t("Skills"), text: ({ skills }) => count(skills), numeric: true },
        { title: t("Most used"), text: ({ mostUsed }) => mostUsed ?? "" },
      ],
      rows,
    ),
  );
}
