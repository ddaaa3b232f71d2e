import type { Locator } from "../../host/lib/playwright";
import type { Workbench } from "./workbench";

/** The row of the newest run of a skill in the Session view, once it has this outcome. */
export async function seeRun(
  { views }: Workbench,
  name: string,
  outcome: string,
): Promise<Locator> {
  const row = views
    .view("Session")
    .locator(`.monaco-list-row[aria-level="2"][aria-label^="${name}, ${outcome}"]`)
    .first();
  await row.waitFor({ timeout: 40_000 });
  return row;
}

/** How many rows of the Session view stand for runs of this skill. */
export function countRuns({ views }: Workbench, name: string): Promise<number> {
  return views
    .view("Session")
    .locator(`.monaco-list-row[aria-level="2"][aria-label^="${name}, "]`)
    .count();
}

/** Runs lines in the open terminal, one after the other, each until the Session view has its end. */
export async function runLines(workbench: Workbench, lines: readonly string[]): Promise<void> {
  for (const line of lines) await runLine(workbench, line.replace(/ -.*/, ""), line);
}

/**
 * Types a line, or the rest of one, and waits until the Session view has one more ended run of the
 * skill. All of that skill's runs must be in sight.
 */
export async function runLine(
  { terminal, views }: Workbench,
  skill: string,
  line: string,
): Promise<void> {
  const ended = views
    .view("Session")
    .locator(
      `.monaco-list-row[aria-level="2"][aria-label^="${skill}, "]:not([aria-label*=", running"])`,
    );
  const before = await ended.count();
  await terminal.run(line);
  await ended.nth(before).waitFor({ timeout: 40_000 });
}
