import * as vscode from "vscode";
import type { Insight } from "../../analysis/insightModel";
import { parseSkillKey, type SkillKey } from "../../tracker/model";
import { insightDocument } from "../model/insightDocument";
import { insightSentence } from "../model/insightWords";
import { shownInsights } from "../model/insightRows";
import { skillLabel } from "../model/report/names";
import { showMarkdown } from "../showMarkdown";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

/** So many of the runs behind an insight are listed. */
const newestRuns = 20;
const weekMs = 7 * 86_400_000;

/** What can be done with an insight. */
export function insightCommands(parts: CommandParts) {
  const { source, memory, clock, history, context } = parts;
  const { t } = vscode.l10n;
  const label = (key: SkillKey): string => skillLabel(key, source.current.skills);

  const putAside = async (insight: Insight, untilMs: number, told: string): Promise<void> => {
    const before = memory.insightsAside;
    await memory.keepInsightsAside(new Map([...before, [insight.id, untilMs]]));
    source.redraw();
    const undo = t("Undo");
    if ((await vscode.window.showInformationMessage(told, undo)) !== undo) return;
    const now = new Map(memory.insightsAside);
    now.delete(insight.id);
    await memory.keepInsightsAside(now);
    source.redraw();
  };

  return {
    "sessionBuddy.explainInsight": async (given) => {
      const insight = await chosenInsight(parts, given, t("Explain an Insight"));
      if (insight === undefined) return;
      const runs = await history.invocations(runsBehind(insight), newestRuns);
      const { words } = context();
      const title = insightSentence(insight, label, words);
      await showMarkdown(title, insightDocument({ insight, runs, label }, words));
    },
    "sessionBuddy.openInsightInReport": async (given) => {
      const insight = await chosenInsight(parts, given, t("Open an Insight in the Report"));
      if (insight === undefined) return;
      const { skill, phase } = insight.filter;
      await parts.openReport({
        ...(skill === undefined ? {} : { skill }),
        ...(phase === undefined ? {} : { phase }),
      });
    },
    "sessionBuddy.dismissInsight": async (given) => {
      const insight = await chosenInsight(parts, given, t("Dismiss an Insight"));
      if (insight !== undefined) {
        await putAside(insight, Infinity, t("The insight will not be shown again."));
      }
    },
    "sessionBuddy.snoozeInsight": async (given) => {
      const insight = await chosenInsight(parts, given, t("Snooze an Insight"));
      if (insight !== undefined) {
        await putAside(insight, clock.nowMs() + weekMs, t("The insight is put aside for a week."));
      }
    },
    "sessionBuddy.showDismissedInsights": async () => {
      if (memory.insightsAside.size === 0) throw new UserError(t("No insight is dismissed."));
      await memory.keepInsightsAside(new Map());
      source.redraw();
    },
  } satisfies Record<string, Handler>;
}

/** @returns the insight of a row or of that id, if it is still there. */
export function insightOf(
  { source, row }: Pick<CommandParts, "source" | "row">,
  given: unknown,
): Insight | undefined {
  const id = typeof given === "string" ? row(given)?.insightId : undefined;
  return source.current.insights?.insights.find((insight) => insight.id === id);
}

async function chosenInsight(
  parts: CommandParts,
  given: unknown,
  title: string,
): Promise<Insight | undefined> {
  const { source, memory, context, clock } = parts;
  const known = insightOf(parts, given);
  if (known !== undefined) return known;
  const shown = shownInsights(source.current, memory.insightsAside, clock.nowMs());
  if (shown.length === 0) throw new UserError(vscode.l10n.t("There is no insight now."));
  const { words } = context();
  const items = shown.map((insight) => ({
    label: insightSentence(insight, (key) => skillLabel(key, source.current.skills), words),
    insight,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.insight;
}

function runsBehind({ filter }: Insight) {
  const { skill: key, phase, fromMs, toMs } = filter;
  const skill = key === undefined ? undefined : parseSkillKey(key);
  return {
    ...(skill === undefined ? {} : { skill }),
    ...(phase === undefined ? {} : { phase }),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  };
}
