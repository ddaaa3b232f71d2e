import * as vscode from "vscode";
import {
  defaultStrategy,
  strategies,
  type StrategyId,
} from "../../recommend/experiments/strategies";
import { iconText } from "../model/iconText";
import { strategyName } from "../model/report/experimentWords";
import type { CommandParts, Handler } from "./parts";

const setting = "sessionBuddy.ranking";
/** So many of what a variant would recommend are named. */
const named = 3;

interface Item extends vscode.QuickPickItem {
  readonly id: StrategyId;
}

/** Trying another ranking: each variant with what it would recommend now. */
export function rankingCommands(parts: CommandParts) {
  return {
    "sessionBuddy.changeRanking": async () => {
      const { t } = vscode.l10n;
      const present = parts.source.context().strategy;
      const items = await Promise.all(strategies.map(({ id }) => toItem(parts, id, present)));
      const chosen = await vscode.window.showQuickPick(items, {
        title: t("Change Ranking"),
        placeHolder: t("Choose how recommendations are ranked in this workspace"),
        matchOnDetail: true,
      });
      if (chosen === undefined || chosen.id === present) return;
      const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
      const where = hasWorkspace
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
      // The default leaves no line behind in people's settings.
      const value = chosen.id === defaultStrategy ? undefined : chosen.id;
      await vscode.workspace.getConfiguration().update(setting, value, where);
    },
  } satisfies Record<string, Handler>;
}

async function toItem(
  { history, source, context }: CommandParts,
  id: StrategyId,
  present: string | undefined,
): Promise<Item> {
  const { t } = vscode.l10n;
  const found = await history.recommend(source.context({ strategy: id, limit: named }));
  const now = found.map(({ label }) => iconText(label)).join(" · ");
  return {
    id,
    label: strategyName(id, context().words),
    ...(id === present ? { description: t("in use") } : {}),
    detail: now === "" ? t("Nothing to recommend yet") : now,
  };
}
