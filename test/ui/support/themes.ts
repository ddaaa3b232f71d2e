import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame } from "../../host/lib/playwright";
import type { EditorWindow } from "./editor";

/** One theme of each kind. */
export const themes = [
  { name: "Dark Modern", kind: "dark", workbenchClass: "vs-dark" },
  { name: "Light Modern", kind: "light", workbenchClass: "vs" },
  { name: "Default High Contrast", kind: "high-contrast", workbenchClass: "hc-black" },
  { name: "Default High Contrast Light", kind: "high-contrast-light", workbenchClass: "hc-light" },
] as const;
export type Theme = (typeof themes)[number];

/**
 * Changes settings of the workspace. The running window sees that within a moment; it would not see
 * a change of the user's settings file.
 */
export async function changeWorkspaceSettings(
  workspace: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(workspace, ".vscode/settings.json");
  let settings: unknown = {};
  try {
    settings = JSON.parse(await readFile(file, "utf8"));
  } catch {
    // the workspace has no settings yet
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...(settings as object), ...changes }, null, 2));
}

/** Switches the theme, and waits until the window, and a webview if one is given, show it. */
export async function switchTheme(
  { page, workspace }: EditorWindow,
  theme: Theme,
  webview?: Frame,
): Promise<void> {
  await changeWorkspaceSettings(workspace, { "workbench.colorTheme": theme.name });
  await page.locator(`.monaco-workbench.${theme.workbenchClass}`).waitFor();
  await webview?.locator(`body[data-vscode-theme-id="${theme.name}"]`).waitFor();
}
