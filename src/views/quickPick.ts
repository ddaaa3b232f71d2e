import * as vscode from "vscode";
import { skillKey, type SkillKey } from "../tracker/model";
import type { Pick, PickAction } from "./model/picks";

interface Item extends vscode.QuickPickItem {
  readonly pick: Pick;
}

/** What was chosen; `insert`: by the button, so without Enter. */
export interface Choice {
  readonly action: PickAction;
  readonly insert: boolean;
  /** Skills that stood in the list, in its order. */
  readonly shown: readonly SkillKey[];
}

/** What the pick shows; `search` makes it answer while the user types. */
export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Pick[];
  readonly search?: (words: string) => Promise<readonly Pick[]>;
  /** Whether the same words would be answered the same in a moment; yes, when absent. */
  readonly isSettled?: () => Promise<boolean>;
}

/** Typing is answered this long after the last key. */
const searchDelayMs = 60;
/** An answer that is not settled is asked for again after this long. */
const settleDelayMs = 250;

/**
 * Shows picks until one is chosen. The order never changes under the cursor: items change only when
 * the user typed, or while nothing was moved to and a better answer comes; an answer to older words
 * is dropped.
 *
 * @returns the choice and the words typed; undefined when dismissed.
 */
export async function choose(
  options: PickOptions,
): Promise<(Choice & { readonly words: string }) | undefined> {
  const box = vscode.window.createQuickPick<Item>();
  box.title = options.title;
  box.placeholder = options.placeholder;
  box.matchOnDescription = true;
  box.items = options.items.map(toItem);
  let asked = 0;
  let answered = 0;
  let acceptFirst: (() => void) | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const listeners: vscode.Disposable[] = [];
  const { search, isSettled = () => Promise.resolve(true) } = options;
  const ask = async (question: number, words: string): Promise<void> => {
    if (search === undefined) return;
    box.busy = true;
    try {
      const picks = await search(words);
      if (question !== asked) return;
      answered = question;
      const items = picks.map((pick) => ({ ...toItem(pick), alwaysShow: true }));
      // The same answer once more is not drawn: it would take the cursor back to the top.
      if (textOf(items) !== textOf(box.items)) box.items = items;
      acceptFirst?.();
      if (!(await isSettled())) again(question, words);
      else if (question === asked) box.busy = false;
    } catch {
      // the store said why in the log; the list stays as it is
      box.busy = false;
    }
  };
  const again = (question: number, words: string): void => {
    const [first] = box.items;
    if (question !== asked || isClosed) return;
    timer = setTimeout(() => {
      const hasMoved = box.activeItems[0] !== undefined && box.activeItems[0] !== first;
      if (question === asked && !hasMoved) void ask(question, words);
      else box.busy = false;
    }, settleDelayMs);
  };
  if (search !== undefined) {
    listeners.push(
      box.onDidChangeValue((words) => {
        clearTimeout(timer);
        const question = ++asked;
        timer = setTimeout(() => void ask(question, words), searchDelayMs);
      }),
    );
  }
  try {
    return await new Promise((resolve) => {
      const done = (pick: Pick | undefined, insert: boolean): void => {
        if (pick?.action === undefined) return;
        const shown = box.items.flatMap(({ pick: { action } }) =>
          action?.type === "run" ? [skillKey(action.target.skill)] : [],
        );
        resolve({ action: pick.action, insert, shown, words: box.value.trim() });
        box.hide();
      };
      listeners.push(
        box.onDidAccept(() => {
          // Enter before the answer means the answer, not what stands there for older words.
          if (answered === asked) done(box.activeItems[0]?.pick, false);
          else acceptFirst = () => done(box.items.find(({ pick }) => pick.action)?.pick, false);
        }),
        box.onDidTriggerItemButton(({ item }) => done(item.pick, true)),
        box.onDidHide(() => resolve(undefined)),
      );
      box.show();
    });
  } finally {
    isClosed = true;
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
    box.dispose();
  }
}

function textOf(items: readonly Item[]): string {
  return JSON.stringify(items.map(({ pick }) => pick));
}

function toItem(pick: Pick): Item {
  const { label, description, detail, isSeparator, canInsert } = pick;
  return {
    pick,
    label,
    kind: isSeparator ? vscode.QuickPickItemKind.Separator : vscode.QuickPickItemKind.Default,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    ...(canInsert === true
      ? {
          buttons: [
            {
              iconPath: new vscode.ThemeIcon("terminal"),
              tooltip: vscode.l10n.t("Insert into the terminal, without Enter"),
            },
          ],
        }
      : {}),
  };
}
