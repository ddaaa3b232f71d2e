import type { Locator, Page } from "../../host/lib/playwright";

const openAttempts = 5;
/** How long one step of running a command may take before the palette is opened anew. */
const attempt = { timeout: 2_500 };

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
    // A command appears once its extension has registered it, and the list does not refresh itself:
    // only another text does that.
    await untilDone(timeoutMs, async () => {
      await this.openPalette();
      await this.input.fill(">", attempt);
      await this.input.fill(`>${title}`, attempt);
      await this.row(title).click(attempt);
    });
  }

  /** Runs a command that asks at once, and takes a row of its pick. */
  async runAndPick(title: string, label: string, timeoutMs = 60_000): Promise<void> {
    // A webview takes the focus when it has been drawn, which closes what asks: ask again.
    await untilDone(timeoutMs, async () => {
      await this.run(title);
      await this.row(label).click({ timeout: 5_000 });
    });
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

async function untilDone(limitMs: number, act: () => Promise<void>): Promise<void> {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
