import { compareText } from "../../analysis/ranking";

/** The name with the greatest count, the lesser one of equals, and how often it comes. */
export function commonest(
  counts: ReadonlyMap<string, number>,
): readonly [name: string, count: number] | undefined {
  return [...counts].sort(
    ([one, ones], [other, others]) => others - ones || compareText(one, other),
  )[0];
}
