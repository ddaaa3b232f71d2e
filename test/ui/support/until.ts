import { setTimeout as delay } from "node:timers/promises";

/** Waits until a condition holds that no selector can tell, for example one about files. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 40_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await delay(100);
  }
}
