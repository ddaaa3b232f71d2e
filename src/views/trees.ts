import { agentRows } from "./model/agentRows";
import { insightRows } from "./model/insightRows";
import { recommendedRows } from "./model/recommendedRows";
import { sessionRows } from "./model/sessionRows";
import { skillRows } from "./model/skillRows";
import type { SnapshotSource } from "../snapshot/source";
import type { LiveSettings } from "./editor";
import type { Memory } from "./memory";
import { strategyName } from "./model/report/experimentWords";
import type { Row } from "./model/row";
import type { RowContext } from "./model/rowContext";
import { RowTree } from "./rowTree";

/** What the trees draw from. */
export interface TreeParts {
  readonly source: SnapshotSource;
  readonly settings: LiveSettings;
  readonly memory: Memory;
}

/** The trees of the sidebar. */
export function createTrees(
  { source, settings, memory }: TreeParts,
  context: () => RowContext,
): readonly RowTree[] {
  const { onDidChange } = source;
  return [
    new RowTree({
      view: "sessionBuddy.session",
      rows: () => sessionRows(source.current, context()),
      onDidChange,
    }),
    new RowTree({
      view: "sessionBuddy.recommended",
      rows: () => recommendedRows(source.current, context()),
      // Only a ranking somebody chose: an experiment does not say which one a session has.
      description: () =>
        settings.isSet("sessionBuddy.ranking")
          ? strategyName(settings.get("sessionBuddy.ranking"), context().words)
          : undefined,
      onDidChange,
      open: "sessionBuddy.rerun",
    }),
    new RowTree({
      view: "sessionBuddy.skills",
      rows: () => skillRows(source.current, context()),
      onDidChange,
    }),
    new RowTree({
      view: "sessionBuddy.agents",
      rows: () => agentRows(source.current, context()),
      onDidChange,
    }),
    new RowTree({
      view: "sessionBuddy.insights",
      rows: () => insightRows(source.current, memory.insightsAside, context()),
      onDidChange,
      open: "sessionBuddy.explainInsight",
    }),
  ];
}

/** @returns the row of an element that one of the trees gave out. */
export function firstRow(trees: readonly RowTree[], element: string): Row | undefined {
  for (const tree of trees) {
    const row = tree.row(element);
    if (row !== undefined) return row;
  }
  return undefined;
}
