import type { Locator, Page } from "../../host/lib/playwright";

const openAttempts = 5;

/** The command palette and whatever else asks at the top of the window. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  get widget(): Locator {
    return this.page.locator(".quick-input-widget:visible");
  }

  get input(): Locator {
    return this.widget.locator('input[type="text"]').first();
  }

  get rows(): Locator {
    return this.widget.locator(".monaco-list-row");
  }

  row(label: string): Locator {
    return this.rows.filter({ hasText: label }).first();
  }

  /** Runs a command by its title, for example `Session Buddy: Open Workflow Report`. */
  async run(title: string, timeoutMs = 30_000): Promise<void> {
    await this.openPalette();
    const row = this.row(title);
    const end = Date.now() + timeoutMs;
    // A command appears once its extension has registered it, and the list does not refresh itself.
    for (;;) {
      await this.input.fill(`>${title}`);
      try {
        await row.waitFor({ timeout: 1_500 });
        break;
      } catch (error) {
        if (Date.now() > end) throw error;
        await this.input.fill(">");
      }
    }
    await row.click();
  }

  /** Takes a row of the open pick. */
  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Answers an open input box. */
  async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  private async openPalette(): Promise<void> {
    for (let attempt = 0; attempt < openAttempts; attempt++) {
      await this.page.keyboard.press("F1");
      try {
        await this.input.waitFor({ timeout: 2_000 });
        return;
      } catch {
        // The key was lost: the workbench had not taken the focus yet.
      }
    }
    throw new Error("The command palette does not open.");
  }
}
