import type { Words } from "../report/words";

/** @returns the first `most`, and how many there are more. */
export function firstOf(items: readonly string[], most: number, { t, count }: Words): string[] {
  const more = items.length - most;
  const shown = items.slice(0, most);
  return more > 0 ? [...shown, t("and {count} more", { count: count(more) })] : shown;
}
