import type { Locator, Page } from "../../host/lib/playwright";
import type { QuickInput } from "./quickInput";
import { until } from "./until";

const typingAttempts = 3;
/** The prompt of these tests' shells with nothing behind it. */
const emptyPrompt = /^\S+ [#$]$/;

/** The terminal in the panel, driven by keys like a person drives it. */
export class Terminal {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  /** The text on the screen of the active terminal; a second one shows a line that scrolled away. */
  get screen(): Locator {
    return this.page.locator(".terminal-wrapper.active .xterm-rows").first();
  }

  /** Opens a new terminal and waits until its shell reports commands to VS Code. */
  async open(): Promise<void> {
    await this.quickInput.run("Terminal: Create New Terminal");
    await this.ready();
    // Until it is shown, the one before it is the active one.
    await until("an empty prompt", async () => emptyPrompt.test(await this.lastLine()));
  }

  /** Waits until the shell of a new terminal reports commands. */
  async ready(): Promise<void> {
    await this.page
      .locator(".terminal-wrapper.active .xterm-decoration-container .terminal-command-decoration")
      .first()
      .waitFor({ state: "attached", timeout: 30_000 });
  }

  /** Types a line, or the rest of one that stands at the prompt, and presses Enter. */
  async run(line: string): Promise<void> {
    // A busy window may give the keyboard to something else just now.
    for (let attempt = 0; attempt < typingAttempts; attempt++) {
      await this.type(line);
      if (!(await this.isPromptEmpty())) break;
    }
    await this.page.keyboard.press("Enter");
  }

  private async type(line: string): Promise<void> {
    // A terminal that shows an image or a decoration may have a second, nameless one.
    await this.page
      .locator('.terminal-wrapper.active .xterm-helper-textarea:not([aria-label="Terminal input"])')
      .first()
      .focus();
    await this.page.keyboard.type(line);
  }

  /** Whether nothing of what was typed has come to the prompt for a while. */
  private async isPromptEmpty(): Promise<boolean> {
    try {
      await until(
        "text at the prompt",
        async () => !emptyPrompt.test(await this.lastLine()),
        10_000,
      );
      return false;
    } catch {
      return true;
    }
  }

  private async lastLine(): Promise<string> {
    const screen = await this.screen.innerText();
    return screen.replaceAll("\u00a0", " ").trimEnd().split("\n").at(-1) ?? "";
  }

  /** Waits until a line stands at the prompt, which is the last line, and nothing follows it. */
  async seeAtPrompt(line: string): Promise<void> {
    await until(`“${line}” at the prompt`, async () => {
      const last = await this.lastLine();
      return /^\S+ [#$] /.test(last) && last.endsWith(` ${line}`);
    });
  }

  /** Waits until a text stands on the screen. */
  async see(text: string | RegExp, timeoutMs = 20_000): Promise<void> {
    await this.screen.filter({ hasText: text }).waitFor({ timeout: timeoutMs });
  }
}
