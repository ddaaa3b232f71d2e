import { setTimeout as delay } from "node:timers/promises";
import type { Frame, Page } from "../../host/lib/playwright";

/**
 * The document inside of a webview: VS Code puts it into a frame within a frame.
 *
 * @param condition source text, true in the right document, for example
 *   `document.title === "Workflow report"`
 */
export async function findWebview(
  page: Page,
  condition: string,
  timeoutMs = 30_000,
): Promise<Frame> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    for (const frame of page.frames()) {
      if (frame.isDetached() || !frame.url().includes("fake.html")) continue;
      // A frame that goes away while it is asked is not the one.
      if (await frame.evaluate<boolean>(condition).catch(() => false)) return frame;
    }
    if (Date.now() > end) {
      const there = page.frames().map((frame) => frame.url());
      throw new Error(`No webview where ${condition}; frames:\n${there.join("\n")}`);
    }
    await delay(100);
  }
}
