import type { Focus } from "../recommend/focus";

/** Whether both say the same. */
export function sameFocus(one: Focus | undefined, other: Focus | undefined): boolean {
  return (
    one?.folder === other?.folder && one?.language === other?.language && one?.file === other?.file
  );
}
