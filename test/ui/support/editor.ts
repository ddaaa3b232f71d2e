import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, ConsoleMessage, Page } from "../../host/lib/playwright";
import { installVsix, makeProfile, type Profile } from "../../host/lib/profile.mjs";
import { copySample } from "../../host/lib/sample.mjs";
import type { Server } from "../../host/lib/server.mjs";
import { startHost } from "../../host/lib/start.mjs";
import { openWindow, windowUrl } from "../../host/lib/window.mjs";
import { Workbench } from "./workbench";

const screenshots = path.resolve("out/screenshots");
const startTimeout = { timeout: 120_000 };
const testTimeout = { timeout: 180_000 };

/** What a test in a window gets. */
export interface EditorWindow {
  readonly workbench: Workbench;
  readonly page: Page;
  /** The folder that is open: a copy of the sample project, of this test alone. */
  readonly workspace: string;
  /** The `User` folder of the installation: settings, keybindings, the extensions' own storage. */
  readonly userFolder: string;
  /** Opens a second window of the same installation, on the same folder. */
  openAnother(): Promise<Workbench>;
  /** Saves what the window shows as `out/screenshots/<name>.png`. */
  screenshot(name: string): Promise<void>;
}

export interface EditorOptions {
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The user's keybindings. */
  readonly keybindings?: readonly Readonly<Record<string, unknown>>[];
  /** Called with each test's workspace before it is opened. */
  readonly prepare?: (workspace: string) => void;
  /** False: the editor asks whether the folder's authors are trusted. Default true. */
  readonly trustEverything?: boolean;
  /** True: windows open without a folder. */
  readonly isEmpty?: boolean;
}

/** A terminal that outlives its window comes back at a time of its own, to the front, and swallows keys. */
const settings = { "terminal.integrated.enablePersistentSessions": false };

/** What fades in is seen whole; what turns for ever is not waited for. */
const animationsEnd = `Promise.all(document.getAnimations()
  .filter((one) => one.effect.getTiming().iterations !== Infinity)
  .map((one) => one.finished.catch(() => undefined))).then(() => undefined)`;

/**
 * Chromium reports violations in all frames to the console. A listener in a webview would be lost
 * when VS Code writes the document.
 */
function isPolicyViolation(message: ConsoleMessage): boolean {
  return message.type() === "error" && message.text().includes("Content Security Policy");
}

/** A home folder of its own, so that nobody's shell or git settings change what a test sees. */
function makeHome(folder: string): string {
  const home = path.join(folder, "home");
  mkdirSync(home);
  writeFileSync(path.join(home, ".bashrc"), "PS1='\\[\\e[32m\\]\\W\\[\\e[0m\\] \\$ '\n");
  writeFileSync(
    path.join(home, ".gitconfig"),
    "[user]\n  name = Sam Sample\n  email = sam@localhost\n",
  );
  writeFileSync(path.join(home, ".npmrc"), "update-notifier=false\n");
  return home;
}

/**
 * Prepares an editor with the packed extension installed, for the tests of one file.
 *
 * Each test has a window and a workspace of its own. It fails also when a webview violates its
 * content security policy, and leaves a screenshot when it fails.
 */
export function editorTests(options: EditorOptions = {}) {
  let profile: Profile;
  let server: Server | undefined;
  let browser: Browser | undefined;
  let count = 0;

  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    profile = await makeProfile({ ...options, settings: { ...settings, ...options.settings } });
    await installVsix(profile, process.env["SESSION_BUDDY_VSIX"] ?? "session-buddy.vsix");
    writeFileSync(
      path.join(profile.user, "User/keybindings.json"),
      JSON.stringify(options.keybindings ?? []),
    );
    const env = { HOME: makeHome(profile.folder) };
    const { trustEverything = true } = options;
    ({ server, browser } = await startHost(profile, { env, trustEverything }));
  }, startTimeout);

  after(async () => {
    await browser?.close();
    await server?.stop();
    await profile.remove();
  }, startTimeout);

  return (name: string, body: (window: EditorWindow) => Promise<void>): void => {
    test(name, testTimeout, async () => {
      assert.ok(server !== undefined && browser !== undefined);
      const workspace = path.join(profile.folder, String(++count), "corner-shop");
      await copySample(workspace);
      options.prepare?.(workspace);
      const target = options.isEmpty === true ? {} : { folder: workspace };
      const url = windowUrl(server, target);
      const { page, context } = await openWindow(browser, server, target);
      const violations: string[] = [];
      page.on("console", (message) => {
        if (isPolicyViolation(message)) violations.push(message.text());
      });
      const screenshot = async (title: string): Promise<void> => {
        await page.evaluate(animationsEnd);
        await page.screenshot({ path: path.join(screenshots, `${title}.png`) });
      };
      const openAnother = async (): Promise<Workbench> => {
        const another = new Workbench(await context.newPage());
        await another.page.goto(url);
        await another.ready();
        return another;
      };
      const userFolder = path.join(profile.user, "User");
      try {
        const workbench = new Workbench(page);
        await workbench.ready();
        await body({ workbench, page, workspace, userFolder, openAnother, screenshot });
        assert.deepEqual(violations, [], "a webview violates its content security policy");
      } catch (error) {
        await screenshot(`failed-${name.replaceAll(/\W+/g, "-")}`).catch(() => undefined);
        throw error;
      } finally {
        await context.close();
      }
    });
  };
}
