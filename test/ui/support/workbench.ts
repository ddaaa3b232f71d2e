import type { Frame, Locator, Page } from "../../host/lib/playwright";
import { QuickInput } from "./quickInput";
import { Terminal } from "./terminal";
import { Views } from "./views";
import { findWebview } from "./webviews";

/** A window of VS Code as a person sees it, by roles and class names that have been stable. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly views: Views;
  readonly terminal: Terminal;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.views = new Views(page, this.quickInput);
    this.terminal = new Terminal(page, this.quickInput);
  }

  /** Waits until the window is drawn; extensions may still be starting. */
  async ready(): Promise<void> {
    for (const part of ["statusbar", "activitybar"])
      await this.page.locator(`.monaco-workbench .part.${part}`).waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title. */
  run(title: string): Promise<void> {
    return this.quickInput.run(title);
  }

  /** Runs a command that asks at once, and takes a row of its pick. */
  runAndPick(title: string, label: string): Promise<void> {
    return this.quickInput.runAndPick(title, label);
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".part.statusbar .statusbar-item").filter({ hasText: text }).first();
  }

  /** A message at the bottom right. */
  notification(text: string | RegExp): Locator {
    return this.page
      .locator(".notifications-toasts .notification-list-item")
      .filter({ hasText: text })
      .first();
  }

  /** A button of a modal dialog. */
  dialogButton(label: string): Locator {
    return this.page
      .locator(".monaco-dialog-box .monaco-button")
      .filter({ hasText: label })
      .first();
  }

  /** The document of an open webview; see `findWebview`. */
  webview(condition: string): Promise<Frame> {
    return findWebview(this.page, condition);
  }
}
