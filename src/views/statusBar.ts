import * as vscode from "vscode";
import { DisposableStore } from "../base/dispose";
import type { CommandId } from "../contributions";
import type { StatusBarLook } from "./model/statusBar";

/** The one status bar item; written only where it changed. */
export class StatusBar extends DisposableStore {
  private readonly item: vscode.StatusBarItem;
  private drawn = "";

  constructor(parts: {
    readonly look: () => StatusBarLook;
    readonly isShown: () => boolean;
    readonly onDidChange: (listener: () => void) => vscode.Disposable;
    readonly click: CommandId;
  }) {
    super();
    this.item = this.register(
      vscode.window.createStatusBarItem("sessionBuddy.status", vscode.StatusBarAlignment.Left, 10),
    );
    this.item.name = "Session Buddy";
    this.item.command = parts.click;
    const draw = (): void => {
      this.draw(parts.isShown() ? parts.look() : undefined);
    };
    this.register(parts.onDidChange(draw));
    draw();
  }

  private draw(look: StatusBarLook | undefined): void {
    const next = JSON.stringify(look ?? null);
    if (next === this.drawn) return;
    this.drawn = next;
    if (look === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = look.text;
    this.item.tooltip = new vscode.MarkdownString(look.tooltip);
    this.item.accessibilityInformation = { label: look.spoken, role: "button" };
    this.item.backgroundColor = look.isWarning
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.item.show();
  }
}
