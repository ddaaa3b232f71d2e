import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { reportHtml } from "../../../src/views/model/report/page";
import type { ToReport } from "../../../src/views/model/reportProtocol";
import type { Theme } from "./themes";

/** As much of Playwright as these tests use; the package is the test host's, not the root's. */
export interface Locator {
  click(): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  focus(): Promise<void>;
  innerText(): Promise<string>;
  fill(text: string): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  getAttribute(name: string): Promise<string | null>;
  waitFor(options?: { readonly state?: "visible" | "attached" | "detached" }): Promise<void>;
}
export interface Page {
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  addInitScript(script: { readonly content: string }): Promise<void>;
  close(): Promise<void>;
  emulateMedia(options: {
    readonly colorScheme?: "dark" | "light";
    readonly media?: "print" | "screen";
  }): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  goto(address: string): Promise<unknown>;
  locator(selector: string): Locator;
  on(event: "console", listener: (message: { text(): string; type(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  waitForFunction(expression: string): Promise<unknown>;
}
interface Browser {
  newPage(options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly reducedMotion: "reduce";
  }): Promise<Page>;
  close(): Promise<void>;
}
interface Chromium {
  launch(options: {
    readonly executablePath: string;
    readonly args: readonly string[];
  }): Promise<Browser>;
}

const hostRequire = createRequire(path.resolve("test/host/package.json"));
const built = path.resolve("out/ui/report");

/** Builds the page as `esbuild.mjs` does, into a folder of its own so that no build disturbs it. */
async function buildPage(): Promise<void> {
  await build({
    entryPoints: { report: "media/report/main.ts" },
    outdir: built,
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    tsconfig: "media/tsconfig.json",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    legalComments: "none",
  });
}

/** Stands in for VS Code: keeps what the page says and holds its state. */
const hostScript = `
  window.said = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { window.said.push(message); },
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });`;

/** What VS Code does to a webview's document before the page's own script runs. */
function themeScript(theme: Theme): string {
  return `
    new MutationObserver((_, observer) => {
      if (document.documentElement === null || document.body === null) return;
      observer.disconnect();
      for (const [name, value] of Object.entries(${JSON.stringify(theme.tokens)}))
        document.documentElement.style.setProperty("--vscode-" + name, value);
      document.body.className = ${JSON.stringify(theme.classes)};
      document.body.dataset.vscodeThemeKind = document.body.className.split(" ").at(-1);
    }).observe(document, { childList: true, subtree: true });`;
}

/** A page under test, and what went wrong in it. */
export interface OpenReport {
  readonly page: Page;
  readonly errors: readonly string[];
  /** Sends a message as the host would, and waits until it is drawn. */
  send(message: ToReport): Promise<void>;
  /** What the page told its host so far. */
  said(): Promise<readonly unknown[]>;
}

/** A browser and a server that gives it the report page under the policy the editor gives it. */
export class ReportBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly address: string,
    private readonly stop: () => void,
  ) {}

  static async start(): Promise<ReportBrowser> {
    await buildPage();
    const { chromium } = hostRequire("playwright-core") as { readonly chromium: Chromium };
    const files: Readonly<Record<string, string>> = {
      "/report.js": "text/javascript",
      "/report.css": "text/css",
      "/codicon.ttf": "font/ttf",
    };
    const server = createServer((request, response) => {
      const url = request.url ?? "";
      const type = files[url];
      if (type !== undefined)
        response.setHeader("content-type", type).end(readFileSync(path.join(built, url)));
      else if (url === "/") response.setHeader("content-type", "text/html").end(pageHtml());
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });
    return new ReportBrowser(browser, `http://127.0.0.1:${port}/`, () => server.close());
  }

  async open(theme: Theme, { width = 1400, height = 900 } = {}): Promise<OpenReport> {
    const page = await this.newPage(width, height);
    const errors = collectErrors(page);
    await page.addInitScript({ content: hostScript });
    await page.addInitScript({ content: themeScript(theme) });
    await page.goto(this.address);
    const send = async (message: ToReport): Promise<void> => {
      await page.evaluate(`new Promise((drawn) => {
        window.postMessage(${JSON.stringify(message)}, "*");
        requestAnimationFrame(() => requestAnimationFrame(drawn));
      })`);
    };
    return { page, errors, send, said: () => page.evaluate("window.said") };
  }

  /** Opens an exported file, where there is no host and no theme. */
  async openFile(file: string, { width = 1400, height = 900 } = {}): Promise<OpenReport> {
    const page = await this.newPage(width, height);
    const errors = collectErrors(page);
    await page.goto(`file://${file}`);
    return { page, errors, send: () => Promise.resolve(), said: () => Promise.resolve([]) };
  }

  private newPage(width: number, height: number): Promise<Page> {
    return this.browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.stop();
  }
}

function pageHtml(): string {
  return reportHtml({
    nonce: crypto.randomUUID(),
    cspSource: "'self'",
    title: "Workflow report",
    language: "en",
    script: { uri: "/report.js" },
    style: { uri: "/report.css" },
  });
}

/** Errors of the page, a refused resource among them: Chromium reports those to the console. */
function collectErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

/** @returns what axe-core finds wrong with the page, one line for each rule and element. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(hostRequire.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(`axe.run(document).then(({ violations }) => violations.flatMap((one) =>
    one.nodes.map((node) => one.id + ": " + node.target.join(" ") + " " + node.failureSummary)))`);
}

/** The page's own script and styles, as an export inlines them. */
export function builtPage(): { readonly script: string; readonly style: string } {
  return {
    script: readFileSync(path.join(built, "report.js"), "utf8"),
    style: readFileSync(path.join(built, "report.css"), "utf8"),
  };
}
