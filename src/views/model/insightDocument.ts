import type { Insight } from "../../analysis/insightModel";
import type { Invocation, SkillKey } from "../../tracker/model";
import { insightFacts, insightFormula, insightSentence } from "./insightWords";
import { markdownTable } from "./export/markdownTable";
import { plainText } from "./export/plainText";
import { outcomeName } from "./report/names";
import type { Words } from "./report/words";

/** What an explanation is made of. */
export interface Explained {
  readonly insight: Insight;
  /** The newest runs behind it, newest first. */
  readonly runs: readonly Invocation[];
  readonly label: (key: SkillKey) => string;
}

/** An insight with its figures, its formula and the runs behind it, as Markdown. */
export function insightDocument({ insight, runs, label }: Explained, words: Words): string {
  const { t } = words;
  const parts = [
    `# ${plainText(insightSentence(insight, label, words))}`,
    markdownTable(insightFacts(insight, words), [
      { title: t("Figure"), of: ({ name }) => name },
      { title: t("Value"), of: ({ value }) => value, isFigure: true },
    ]),
    `## ${plainText(t("How it is worked out"))}`,
    plainText(insightFormula(insight, words)),
    plainText(t("Insights are ordered by how much they matter times how sure they are.")),
    `## ${plainText(t("The newest runs behind it"))}`,
    runs.length === 0
      ? plainText(t("None"))
      : markdownTable(runs, [
          { title: t("Start"), of: ({ startedAtMs }) => words.dayAndTime(startedAtMs) },
          { title: t("Skill"), of: ({ skill }) => skill.name },
          { title: t("Outcome"), of: ({ outcome }) => outcomeName(outcome, words) },
          {
            title: t("Duration"),
            of: ({ durationMs }) => words.duration(durationMs),
            isFigure: true,
          },
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}
