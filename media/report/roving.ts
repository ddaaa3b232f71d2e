import { moveInGrid } from "../../src/views/model/report/gridKeys";
import type { GridPosition, GridSize } from "../../src/views/model/report/gridKeys";

/**
 * Answers a key in a grid that is one tab stop: moves, draws again through `moved`, and puts the
 * focus on the element that has become the tab stop.
 */
export function rove(
  event: KeyboardEvent,
  from: GridPosition,
  size: GridSize,
  moved: (to: GridPosition) => void,
): void {
  const grid = event.currentTarget;
  const to = moveInGrid(from, event, size);
  if (to === undefined || !(grid instanceof Element)) return;
  event.preventDefault();
  moved(to);
  grid.querySelector<HTMLElement>('[data-stop][tabindex="0"]')?.focus();
}
