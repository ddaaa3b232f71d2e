import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { localCalendar } from "../analysis/calendar";
import { sha256 } from "../base/sha256";
import { systemLocalTime } from "../recommend/predict/localTime";
import type { CompactParts } from "../store/compact";
import { loadSqlEngine } from "../store/database";
import { nodeFiles } from "../store/files";
import { SystemProcesses } from "../store/identity";
import { layoutOf } from "../store/layout";
import { LiveView } from "../store/live";
import { FencedLock } from "../store/lock";
import { findVector } from "../store/vectors";
import { plainHistory } from "../tracker/plainHistory";
import { analysesWith } from "./analyses";
import { clusterRows } from "./clusterRows";
import { coverageFilesOf, type CoverageFiles } from "./coverageFiles";
import { DerivedTables } from "./derivedTables";
import { isFoldDue } from "./foldPolicy";
import { keepMeanings } from "./keptMeanings";
import { Insights } from "./insights";
import { embedderLoader } from "./loadEmbedder";
import { Meanings } from "./meanings";
import { OthersReader } from "./othersReader";
import type { StoreReply, StoreRequest, StoreTrouble, StoreWorkerData } from "./protocol";
import { StoreService } from "./service";
import { hmacSha256, nodeSharedFiles } from "./sharedFiles";

/** How long after an answer a fold that is due begins at the latest, milliseconds. */
const foldDelayMs = 2000;
/** How long learning goes on before others have a turn, milliseconds. */
const learningMs = 5;
/** Once nothing was asked for so long, it gets ready for what somebody may ask next. */
const quietMs = 2000;

/** A turn for whatever else waits. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function startService(data: StoreWorkerData): Promise<Folding> {
  const { folder, wasmPath } = data;
  const engine = await loadSqlEngine(readFileSync(wasmPath));
  const processes = new SystemProcesses();
  const parts = { layout: layoutOf(folder), files: nodeFiles, processes };
  const view = new LiveView({ ...parts, engine, nowMs: () => Date.now() });
  const lockParts = { ...parts, monotonicMs: () => performance.now() };
  const lock = new FencedLock(lockParts);
  const load = embedderLoader(data, pause);
  const meanings = new Meanings({
    ...(load ? { load } : {}),
    pause,
    onError: (error) => tell({ trouble: `Texts are compared by words only: ${messageOf(error)}` }),
    find: (model, text) => view.current && findVector(view.current.db, model, text),
  });
  const tables = new DerivedTables({
    nowMs: () => Date.now(),
    calendar: localCalendar(),
    sha256,
    clusters: (history) => clusterRows(history, sha256),
    onError: (error) => tell({ trouble: `Some tables are not up to date: ${messageOf(error)}` }),
  });
  const deriving: Pick<CompactParts, "derive" | "hasNews"> = {
    derive: (current) => {
      keepMeanings(current, meanings);
      tables.derive(current);
    },
    hasNews: (current) => tables.hasNews(current),
  };
  const others = new OthersReader({
    files: nodeSharedFiles,
    hmac: hmacSha256,
    monotonicMs: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onProblem: (trouble) => tell({ trouble }),
  });
  const analyses = analysesWith(meanings, others);
  const service = new StoreService(
    { ...lockParts, view, lock, ...deriving },
    analyses,
    meanings,
    (experiments) => tables.tell(experiments),
  );
  const insights = new Insights({
    history: () => plainHistory(view.refresh().history),
    runs: (filter) => service.runs(filter),
    localTime: systemLocalTime(),
    calendar: localCalendar(),
  });
  return new Folding(view, service, others, insights, coverageFilesOf(view));
}

/** Answers requests, learns in between, and folds when it is due. */
class Folding {
  private readonly jitter = Math.random();
  private timer: NodeJS.Timeout | undefined;
  private learning: NodeJS.Immediate | undefined;
  private preparing: NodeJS.Timeout | undefined;

  constructor(
    private readonly view: LiveView,
    private readonly service: StoreService,
    private readonly others: OthersReader,
    private readonly insights: Insights,
    private readonly coverage: CoverageFiles,
  ) {}

  /** Looks at what others share before it counts. */
  async prepare(request: StoreRequest): Promise<void> {
    if (request.method !== "snapshot" && request.method !== "recommend") return;
    await this.others.update(request.argument.shared);
  }

  async answer(request: StoreRequest): Promise<unknown> {
    const result = await this.call(request);
    if (request.method !== "fold") this.considerFold();
    this.learnOn();
    return result;
  }

  /** Learns a little between requests until nothing is left. */
  private learnOn(): void {
    clearTimeout(this.preparing);
    this.learning ??= setImmediate(() => {
      this.learning = undefined;
      if (this.service.learn(learningMs)) this.learnOn();
      else this.prepareReport(quietMs);
    });
  }

  /** Gets ready for a report, a little at a time, until all is ready or something is asked. */
  private prepareReport(delayMs: number): void {
    clearTimeout(this.preparing);
    this.preparing = setTimeout(() => {
      try {
        if (this.service.prepareReport(learningMs)) this.prepareReport(0);
      } catch (error) {
        tell({ trouble: `The report is not prepared: ${messageOf(error)}` });
      }
    }, delayMs);
  }

  private considerFold(): void {
    const pending = this.view.current?.pending;
    if (this.timer || !pending || !isFoldDue(pending, Date.now(), this.jitter)) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.service.fold({ purge: false });
    }, this.jitter * foldDelayMs);
  }

  private call(request: StoreRequest): unknown {
    switch (request.method) {
      case "snapshot":
        return this.service.snapshot(request.argument);
      case "recommend":
        return this.service.recommend(request.argument);
      case "prepareSearch":
        return this.service.prepareSearch();
      case "forecast":
        return this.service.forecast(request.argument);
      case "report":
        return this.service.report(request.argument);
      case "figures":
        return this.service.figures(request.argument);
      case "findings":
        return this.service.findings(request.argument);
      case "quality":
        return this.service.quality(request.argument);
      case "invocations":
        return this.service.invocations(request.argument);
      case "lookForCoverage":
        return this.coverage.look(request.argument);
      case "ownBaseline":
        return this.service.ownBaseline(request.argument);
      case "writeBaseline":
        return this.service.writeBaseline(request.argument);
      case "fold":
        return this.service.fold(request.argument);
      case "sessions":
        return this.insights.sessions(request.argument);
      case "workflowMetrics":
        return this.insights.workflowMetrics(request.argument);
      case "bottlenecks":
        return this.insights.bottlenecks(request.argument);
      case "insights":
        return this.insights.insights(request.argument);
      case "recentSkills":
        return this.insights.recentSkills(request.argument);
      case "anomalies":
        return this.insights.anomalies(request.argument);
      case "skillTrend":
        return this.insights.skillTrend(request.argument);
      case "skillDependencies":
        return this.insights.skillDependencies(request.argument);
      case "gitWork":
        return this.insights.gitWork(request.argument);
      case "usage":
        return this.insights.usage(request.argument);
    }
  }
}

const service = startService(workerData as StoreWorkerData);

parentPort?.on("message", (request: StoreRequest) => {
  void reply(request).then(tell);
});

function tell(message: StoreReply | StoreTrouble): void {
  parentPort?.postMessage(message);
}

async function reply(request: StoreRequest): Promise<StoreReply> {
  try {
    const folding = await service;
    await folding.prepare(request);
    return { id: request.id, ok: true, result: await folding.answer(request) };
  } catch (error) {
    return { id: request.id, ok: false, error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
