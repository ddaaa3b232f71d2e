import { defaultReportFilter, parseReportFilter } from "../../src/views/model/report/filter";
import type { ReportFilter } from "../../src/views/model/report/filter";
import { wordsFor } from "../../src/views/model/report/words";
import { embeddedDataId } from "../../src/views/model/report/page";
import { parseToReport } from "../../src/views/model/reportProtocol";
import type { FromReport, ToReport, WorkflowReport } from "../../src/views/model/reportProtocol";
import { registerControls } from "./controls";
import { render } from "./dom";
import type { Child } from "./dom";
import { page } from "./page";
import "./report.css";
import { failed, loading } from "./sections/states";
import { initialPageState } from "./view";
import type { Actions, PageState } from "./view";

/** What VS Code gives a webview; an exported file has none of it. */
interface Host {
  postMessage(message: FromReport): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: (() => Host) | undefined;

/** Data that comes sooner than this shows no sign of waiting. */
const patienceMs = 300;

const host = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
const root = document.createElement("main");
let words = wordsFor("en", {});
let state: PageState = initialPageState;
let filter: ReportFilter = parseReportFilter(host?.getState()) ?? defaultReportFilter;
let report: WorkflowReport | undefined;
let problem: string | undefined;
let waiting = false;
let patience: ReturnType<typeof setTimeout> | undefined;

const actions: Actions = {
  filterBy(next) {
    filter = next;
    host?.setState(next);
    host?.postMessage({ type: "filter", filter: next });
    wait();
    draw();
  },
  runSkill: (key) => host?.postMessage({ type: "runSkill", key }),
  makeTask: (skills) => host?.postMessage({ type: "makeTask", skills }),
  exportAs: (format) => host?.postMessage({ type: "export", format }),
  reload() {
    problem = undefined;
    host?.postMessage({ type: "reload" });
    draw();
  },
  change(some) {
    state = { ...state, ...some };
    draw();
  },
};

function draw(): void {
  render(root, content());
}

function content(): readonly Child[] {
  if (problem !== undefined) return [failed(problem, words, actions)];
  if (report === undefined) return [loading(words)];
  return page({ report, filter, state, words, actions, waiting, live: host !== undefined });
}

function wait(): void {
  clearTimeout(patience);
  patience = setTimeout(() => {
    waiting = true;
    draw();
  }, patienceMs);
}

function receive(message: ToReport): void {
  switch (message.type) {
    case "words":
      words = wordsFor(message.locale, message.bundle);
      break;
    case "loading":
      wait();
      break;
    case "data":
      clearTimeout(patience);
      waiting = false;
      problem = undefined;
      ({ report, filter } = message);
      host?.setState(filter);
      break;
    case "failed":
      clearTimeout(patience);
      waiting = false;
      problem = message.message;
      break;
  }
  draw();
}

function complain(error: unknown): void {
  host?.postMessage({ type: "pageFailed", message: String(error) });
}

registerControls();
document.body.append(root);
addEventListener("error", (event) => {
  complain(event.error ?? event.message);
});
addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = parseToReport(event.data);
  if (message === undefined) complain("A message was not understood.");
  else receive(message);
});
const embedded = document.getElementById(embeddedDataId)?.textContent;
const message = embedded === undefined ? undefined : parseEmbedded(embedded);
for (const one of message ?? []) receive(one);
draw();
host?.postMessage({ type: "ready", filter });

function parseEmbedded(text: string): readonly ToReport[] {
  const messages: unknown = JSON.parse(text);
  return Array.isArray(messages) ? messages.flatMap((one) => parseToReport(one) ?? []) : [];
}
