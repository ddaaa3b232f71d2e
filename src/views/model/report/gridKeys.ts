/** A place in a grid; row 0 and column 0 are its headers where it has any. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/** How many rows and columns a grid has, headers included. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Where a key leads in a grid, after the ARIA grid pattern: arrows by one, Home and End along the
 * row (with Ctrl to the first and last cell), Page Up and Down by ten rows. Never wraps round.
 *
 * @returns undefined for keys that do not move.
 */
export function moveInGrid(
  from: GridPosition,
  key: { readonly key: string; readonly ctrlKey?: boolean; readonly metaKey?: boolean },
  size: GridSize,
): GridPosition | undefined {
  const { row, column } = from;
  const far = key.ctrlKey === true || key.metaKey === true;
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const moves: Readonly<Record<string, GridPosition>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: row - 10, column },
    PageDown: { row: row + 10, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? lastRow : row, column: lastColumn },
  };
  const to = Object.hasOwn(moves, key.key) ? moves[key.key] : undefined;
  return to && clampToGrid(to, size);
}

/** @returns the nearest place inside the grid, for a grid that shrank under its focus. */
export function clampToGrid(at: GridPosition, size: GridSize): GridPosition {
  return {
    row: Math.max(0, Math.min(at.row, size.rows - 1)),
    column: Math.max(0, Math.min(at.column, size.columns - 1)),
  };
}
