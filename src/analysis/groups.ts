/** Numbers sorted into groups; each group keeps the order in which its values came. */
export interface Groups {
  /** A view, not a copy: what reorders it reorders the group. */
  of(group: number): Float64Array;
}

/**
 * Sorts values into groups by counting, in two passes and without an object for each group.
 *
 * @param groupOf the group of each value, from 0; −1 leaves the value out.
 */
export function groupValues(
  values: Float64Array,
  groupOf: Int32Array,
  length: number,
  groups: number,
): Groups {
  const ends = new Int32Array(groups + 1);
  for (let at = 0; at < length; at++) {
    const group = groupOf[at] ?? -1;
    if (group >= 0) ends[group + 1] = (ends[group + 1] ?? 0) + 1;
  }
  for (let group = 1; group <= groups; group++) {
    ends[group] = (ends[group] ?? 0) + (ends[group - 1] ?? 0);
  }
  const starts = ends.slice();
  const sorted = new Float64Array(ends[groups] ?? 0);
  for (let at = 0; at < length; at++) {
    const group = groupOf[at] ?? -1;
    if (group < 0) continue;
    const place = starts[group] ?? 0;
    sorted[place] = values[at] ?? NaN;
    starts[group] = place + 1;
  }
  return { of: (group) => sorted.subarray(ends[group], ends[group + 1]) };
}
