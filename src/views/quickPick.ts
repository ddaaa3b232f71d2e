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
}

/** Typing is answered this long after the last key. */
const searchDelayMs = 60;

/**
 * Shows picks until one is chosen. The order never changes under the cursor: items change only when
 * the user typed, and an answer to older words is dropped.
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
  let timer: NodeJS.Timeout | undefined;
  const listeners: vscode.Disposable[] = [];
  const { search } = options;
  if (search !== undefined) {
    listeners.push(
      box.onDidChangeValue((words) => {
        clearTimeout(timer);
        const question = ++asked;
        timer = setTimeout(() => {
          box.busy = true;
          search(words).then(
            (picks) => {
              if (question !== asked) return;
              answered = question;
              box.busy = false;
              box.items = picks.map((pick) => ({ ...toItem(pick), alwaysShow: true }));
              acceptFirst?.();
            },
            () => {
              // the store said why in the log; the list stays as it is
              box.busy = false;
            },
          );
        }, searchDelayMs);
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
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
    box.dispose();
  }
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
