import type { Locator, Page } from "../../host/lib/playwright";
import type { QuickInput } from "./quickInput";

const openAttempts = 5;

/** The sidebar: view containers, and the trees in their views. */
export class Views {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  /** The icon of a container in the activity bar. */
  container(title: string): Locator {
    const label = this.page.locator(`[aria-label^="${title}"]`);
    return this.page.locator(".part.activitybar .action-item").filter({ has: label }).first();
  }

  /** Shows a container, unless it is shown. */
  async open(title: string): Promise<void> {
    const icon = this.container(title);
    await icon.waitFor();
    const shown = this.page.locator(".part.activitybar .action-item.checked").filter({
      has: this.page.locator(`[aria-label^="${title}"]`),
    });
    // A window that is still restoring its sidebar may show it just before the click, which then
    // hides it: look again afterwards.
    for (let attempt = 0; attempt < openAttempts; attempt++) {
      if ((await shown.count()) === 0) await icon.click();
      try {
        await shown.first().waitFor({ timeout: 3_000 });
        return;
      } catch {
        // hidden again
      }
    }
    throw new Error(`The container "${title}" does not open.`);
  }

  /** A view with its header. */
  view(title: string): Locator {
    const header = this.page.locator(".pane-header .title", { hasText: title });
    return this.page.locator(".pane").filter({ has: header }).first();
  }

  /** The visible rows of a tree; `aria-label` is what a screen reader says, `aria-level` its depth. */
  rows(title: string): Locator {
    return this.view(title).locator(".monaco-list-row");
  }

  row(title: string, label: string | RegExp): Locator {
    return this.rows(title).filter({ hasText: label }).first();
  }

  /** Gives a tree the keyboard. */
  async focus(title: string): Promise<void> {
    await this.quickInput.run(`Focus on ${title} View`);
    await this.hasFocus(title);
  }

  /** A view gets the focus late: waits until its list has it. */
  async hasFocus(title: string): Promise<void> {
    await this.view(title).locator(".monaco-list").evaluate(`async (list) => {
      for (let attempt = 0; attempt < 200; attempt++) {
        if (list.contains(document.activeElement)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error("The list does not get the focus.");
    }`);
  }

  /** Opens the context menu of a row and takes an item of it. */
  async chooseFromMenu(row: Locator, label: string): Promise<void> {
    const menu = this.page.locator(".monaco-menu");
    const item = menu.locator(".action-item").filter({ hasText: label }).first();
    await this.openMenu(row, item);
    // Menus ignore the mouse for the first 100 ms after they have opened: click until it is gone.
    for (let attempt = 0; attempt < 5; attempt++) {
      await item.click({ timeout: 2_000 }).catch(() => undefined);
      try {
        await menu.waitFor({ state: "hidden", timeout: 500 });
        return;
      } catch {
        // still open
      }
    }
    throw new Error(`The menu does not take "${label}".`);
  }

  /**
   * Opens the context menu of a row. A tree that is drawn again meanwhile closes the menu, or has
   * another row where this one was: without the item, it is opened again.
   */
  private async openMenu(row: Locator, item: Locator): Promise<void> {
    for (let attempt = 1; attempt < openAttempts; attempt++) {
      await row.click({ button: "right" });
      try {
        await item.waitFor({ timeout: 5_000 });
        return;
      } catch {
        await this.page.keyboard.press("Escape");
      }
    }
    await row.click({ button: "right" });
    await item.waitFor();
  }
}
