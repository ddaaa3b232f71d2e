import {
  defaultReportFilter,
  isSameFilter,
  parseReportFilter,
} from "../../src/views/model/report/filter";
import type { ReportFilter } from "../../src/views/model/report/filter";
import type { GitPart } from "../../src/views/model/report/gitPart";
import { Gradual } from "../../src/views/model/report/gradual";
import type { QualityPart } from "../../src/views/model/report/qualityPart";
import { wordsFor } from "../../src/views/model/report/words";
import { embeddedDataId } from "../../src/views/model/report/page";
import { parseToReport } from "../../src/views/model/reportProtocol";
import type {
  FromReport,
  ReportData,
  ToReport,
  WorkflowReport,
} from "../../src/views/model/reportProtocol";
import { registerControls } from "./controls";
import { render } from "./dom";
import { page } from "./page";
import "./report.css";
import { sections } from "./sections";
import { failed, loading } from "./sections/states";
import { initialPageState } from "./view";
import type { Actions, PageState, View } from "./view";

/** What VS Code gives a webview; an exported file has none of it. */
interface Host {
  postMessage(message: FromReport): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: (() => Host) | undefined;

/** Data that comes sooner than this shows no sign of waiting. */
const patienceMs = 300;
/** No more is drawn in a frame in which drawing has taken so long; layout and paint come on top. */
const frameMs = 5;
/** The same for the first frame, before which nothing moved. */
const firstFrameMs = 25;

const host = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
const root = document.createElement("main");
let words = wordsFor("en", {});
let state: PageState = initialPageState;
let filter: ReportFilter = parseReportFilter(host?.getState()) ?? defaultReportFilter;
let figures: ReportData | undefined;
let whole: WorkflowReport | undefined;
let problem: string | undefined;
let waiting = false;
let patience: ReturnType<typeof setTimeout> | undefined;
let frame = 0;
const cards = new Gradual(sections);
/** What follows the figures: what was told last, and for which filter. */
let git: { readonly filter: ReportFilter; readonly part: GitPart } | undefined;
let quality: { readonly filter: ReportFilter; readonly part: QualityPart } | undefined;
let followersPatience: ReturnType<typeof setTimeout> | undefined;

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
  // Several may be folded before the page is drawn again: what counts is the state of now.
  fold(caption, isFolded) {
    const unfolded = new Set(state.unfolded);
    if (isFolded) unfolded.delete(caption);
    else unfolded.add(caption);
    actions.change({ unfolded });
  },
};

function draw(budgetMs = frameMs): void {
  cancelAnimationFrame(frame);
  if (problem !== undefined) render(root, [failed(problem, words, actions)]);
  else if (figures === undefined) render(root, [loading(words)]);
  else drawPage(figures, budgetMs);
}

/** Draws what is in sight, then what there is time for; the rest in the frames that follow. */
function drawPage(report: ReportData, budgetMs: number): void {
  const end = performance.now() + budgetMs;
  const inSight = new Set(sections.map(({ id }) => id).filter(isInSight));
  const live = host !== undefined;
  const fixed = { words, actions, waiting, live };
  const followers = { git: git?.part, quality: quality?.part };
  const view: View = { report, ...followers, filter, state, ...fixed };
  const content = { view, whole: whole && { ...view, report: whole }, state };
  let isComplete: boolean;
  do {
    isComplete = cards.update(content, (id) => inSight.has(id));
    render(root, page(view, cards.nodes, isComplete && !waiting));
  } while (!isComplete && performance.now() < end);
  if (!isComplete) drawInFrame(frameMs);
}

function isInSight(id: string): boolean {
  const place = document.getElementById(id)?.getBoundingClientRect();
  // What grows above the window moves what is in it, unless both happen in one frame.
  return place !== undefined && place.top < innerHeight;
}

function wait(): void {
  clearTimeout(patience);
  patience = setTimeout(() => {
    waiting = true;
    draw();
  }, patienceMs);
}

/** What is of another filter stays for a moment: mostly the new one comes soon, and nothing has to jump. */
function awaitFollowers(): void {
  clearTimeout(followersPatience);
  const isOld = (one: { readonly filter: ReportFilter } | undefined): boolean =>
    one !== undefined && !isSameFilter(one.filter, filter);
  if (!isOld(git) && !isOld(quality)) return;
  followersPatience = setTimeout(() => {
    if (isOld(git)) git = undefined;
    if (isOld(quality)) quality = undefined;
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
    case "figures":
      waiting = false;
      problem = undefined;
      if (message.findings === "next") wait();
      else clearTimeout(patience);
      ({ figures } = message);
      // The same filter stays the same value: what is drawn from it stays, too.
      if (!isSameFilter(filter, message.filter)) ({ filter } = message);
      host?.setState(filter);
      awaitFollowers();
      break;
    case "git":
      git = { filter: message.filter, part: message.git };
      break;
    case "quality":
      quality = { filter: message.filter, part: message.quality };
      break;
    case "findings":
      clearTimeout(patience);
      waiting = false;
      if (figures !== undefined) whole = { ...figures, ...message.findings };
      break;
    case "failed":
      clearTimeout(patience);
      waiting = false;
      problem = message.message;
      break;
  }
  const isFirst = root.querySelector(".card") === null;
  drawInFrame(isFirst ? firstFrameMs : frameMs);
}

/** What comes before the next frame is drawn in it, once. */
function drawInFrame(budgetMs: number): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => draw(budgetMs));
}

function complain(error: unknown): void {
  host?.postMessage({ type: "pageFailed", message: String(error) });
}

registerControls();
document.body.append(root);
addEventListener("error", (event) => {
  complain(event.error ?? event.message);
});
// On paper everything is in sight.
addEventListener("beforeprint", () => draw(Infinity));
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
