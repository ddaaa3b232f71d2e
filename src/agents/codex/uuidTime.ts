const version7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * @returns when a UUID of version 7 was made, milliseconds since 1970 UTC (RFC 9562 §5.7);
 *   undefined: it is of no such form.
 */
export function uuidTimeOf(id: string): number | undefined {
  const match = version7.exec(id);
  return match === null ? undefined : Number.parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16);
}
