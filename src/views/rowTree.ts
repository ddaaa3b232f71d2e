import * as vscode from "vscode";
import { DisposableStore } from "../base/dispose";
import type { CommandId, ViewId } from "../contributions";
import { changedRows, type Row } from "./model/row";

/** What a tree draws and when. */
export interface RowTreeParts {
  readonly view: ViewId;
  /** The rows as they are now. */
  readonly rows: () => readonly Row[];
  /** Fires when `rows` may give others. */
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
  /** What stands beside the view's title; absent = nothing. */
  readonly description?: () => string | undefined;
  /** What Enter or a click on a row does; absent = nothing. */
  readonly open?: CommandId;
}

/**
 * A tree view over rows. Its elements are the rows' ids, so that VS Code keeps selection, expansion
 * and scroll position; only rows that changed are drawn again. While a row is running and the view
 * is visible, it is drawn every second.
 */
export class RowTree extends DisposableStore implements vscode.TreeDataProvider<string> {
  private readonly changed = this.register(new vscode.EventEmitter<string[] | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<string>;
  private rows: readonly Row[] = [];
  private byId = new Map<string, Row>();
  private ticking: NodeJS.Timeout | undefined;

  constructor(private readonly parts: RowTreeParts) {
    super();
    this.take(parts.rows());
    this.view = this.register(
      vscode.window.createTreeView(parts.view, {
        treeDataProvider: this,
        showCollapseAll: parts.view !== "sessionBuddy.recommended",
      }),
    );
    this.describe();
    this.register(parts.onDidChange(() => this.refresh()));
    this.register(this.view.onDidChangeVisibility(() => this.refresh()));
    this.register({ dispose: () => clearInterval(this.ticking) });
  }

  /** @returns the row of an element this tree gave out. */
  row(id: string): Row | undefined {
    return this.byId.get(id);
  }

  getChildren(id?: string): string[] {
    return (id === undefined ? this.rows : (this.byId.get(id)?.children ?? [])).map(
      (row) => row.id,
    );
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.byId.get(id);
    if (row === undefined) return new vscode.TreeItem("");
    const item = new vscode.TreeItem(row.label, collapsibleState(row));
    item.id = row.id;
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.spoken };
    if (row.description !== undefined) item.description = row.description;
    if (row.tooltip !== undefined) item.tooltip = new vscode.MarkdownString(row.tooltip);
    if (row.icon !== undefined) {
      const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
      item.iconPath = new vscode.ThemeIcon(row.icon, color);
    }
    if (this.parts.open !== undefined && (row.target ?? row.insightId) !== undefined) {
      item.command = { command: this.parts.open, title: row.label, arguments: [row.id] };
    }
    return item;
  }

  private refresh(): void {
    if (!this.view.visible) {
      clearInterval(this.ticking);
      this.ticking = undefined;
      // What is not seen is not drawn; becoming visible refreshes.
      return;
    }
    this.describe();
    const before = this.rows;
    this.take(this.parts.rows());
    const changes = changedRows(before, this.rows);
    if (changes === "all") this.changed.fire(undefined);
    else if (changes.length > 0) this.changed.fire([...changes]);
    const isRunning = [...this.byId.values()].some((row) => row.icon === "loading~spin");
    if (isRunning) this.ticking ??= setInterval(() => this.refresh(), 1000);
    else {
      clearInterval(this.ticking);
      this.ticking = undefined;
    }
  }

  private describe(): void {
    const text = this.parts.description?.();
    if (this.view.description === text) return;
    if (text === undefined) delete this.view.description;
    else this.view.description = text;
  }

  private take(rows: readonly Row[]): void {
    this.rows = rows;
    this.byId = new Map();
    const add = (row: Row): void => {
      this.byId.set(row.id, row);
      row.children?.forEach(add);
    };
    rows.forEach(add);
  }
}

function collapsibleState({ children, isExpanded }: Row): vscode.TreeItemCollapsibleState {
  if (children === undefined) return vscode.TreeItemCollapsibleState.None;
  return isExpanded === true
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
