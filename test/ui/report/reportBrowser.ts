import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { reportHtml } from "../../../src/views/model/report/page";
import { launchBrowser } from "../../host/lib/browser.mjs";
import type { Browser, Page } from "../../host/lib/playwright";
import type { ToReport } from "../../../src/views/model/reportProtocol";
import type { Theme } from "./themes";

/** What these tests use of a page beside what all browser tests do. */
export interface ReportPage extends Page {
  addInitScript(script: { readonly content: string }): Promise<void>;
  emulateMedia(media: {
    readonly colorScheme?: "dark" | "light";
    readonly media?: "print" | "screen";
    readonly reducedMotion?: "reduce";
  }): Promise<void>;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
}

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
  readonly page: ReportPage;
  readonly errors: readonly string[];
  /** Sends messages as the host would, and waits until all of the page is drawn. */
  send(...messages: readonly ToReport[]): Promise<void>;
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
    const browser = await launchBrowser();
    return new ReportBrowser(browser, `http://127.0.0.1:${port}/`, () => server.close());
  }

  async open(theme: Theme, { width = 1400, height = 900 } = {}): Promise<OpenReport> {
    const page = await this.newPage(width, height);
    const errors = collectErrors(page);
    await page.addInitScript({ content: hostScript });
    await page.addInitScript({ content: themeScript(theme) });
    await page.goto(this.address);
    const send = async (...messages: readonly ToReport[]): Promise<void> => {
      await page.evaluate(`new Promise((drawn) => {
        const messages = ${JSON.stringify(messages)};
        let left = messages.length;
        const look = () => {
          if (document.querySelector(".cards[aria-busy=true]") === null) drawn();
          else requestAnimationFrame(look);
        };
        const hear = () => {
          if (--left > 0) return;
          removeEventListener("message", hear);
          requestAnimationFrame(() => requestAnimationFrame(look));
        };
        addEventListener("message", hear);
        for (const message of messages) window.postMessage(message, "*");
      })`);
    };
    return { page, errors, send, said: () => page.evaluate("window.said") };
  }

  /** Opens an exported file, where there is no host and no theme. */
  async openFile(file: string): Promise<OpenReport> {
    const page = await this.newPage(1400, 900);
    const errors = collectErrors(page);
    await page.goto(`file://${file}`);
    return { page, errors, send: () => Promise.resolve(), said: () => Promise.resolve([]) };
  }

  private async newPage(width: number, height: number): Promise<ReportPage> {
    const context = await this.browser.newContext({ viewport: { width, height } });
    const page = (await context.newPage()) as ReportPage;
    await page.emulateMedia({ reducedMotion: "reduce" });
    return page;
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

/** The page's own script and styles, as an export inlines them. */
export function builtPage(): { readonly script: string; readonly style: string } {
  return {
    script: readFileSync(path.join(built, "report.js"), "utf8"),
    style: readFileSync(path.join(built, "report.css"), "utf8"),
  };
}
