import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { localCalendar } from "../analysis/calendar";
import { matching } from "../analysis/filter";
import { buildReport } from "../analysis/report";
import { summarizeSkills } from "../analysis/skills";
import { recommend } from "../recommend/recommend";
import { loadSqlEngine } from "../store/database";
import { nodeFiles } from "../store/files";
import { SystemProcesses } from "../store/identity";
import { layoutOf } from "../store/layout";
import { LiveView } from "../store/live";
import { FencedLock } from "../store/lock";
import { isFoldDue } from "./foldPolicy";
import type { StoreReply, StoreRequest, StoreWorkerData } from "./protocol";
import { StoreService, type Analyses } from "./service";

/** How long after an answer a fold that is due begins at the latest, milliseconds. */
const foldDelayMs = 2000;

const analyses: Analyses = {
  recommend,
  report: (history, filter) =>
    buildReport(history, { filter, nowMs: Date.now(), calendar: localCalendar() }),
  summarize: summarizeSkills,
  matching,
};

async function startService({ folder, wasmPath }: StoreWorkerData): Promise<Folding> {
  const engine = await loadSqlEngine(readFileSync(wasmPath));
  const processes = new SystemProcesses();
  const parts = { layout: layoutOf(folder), files: nodeFiles, processes };
  const view = new LiveView({ ...parts, engine, nowMs: () => Date.now() });
  const lockParts = { ...parts, monotonicMs: () => performance.now() };
  const lock = new FencedLock(lockParts);
  return new Folding(view, new StoreService({ ...lockParts, view, lock }, analyses));
}

/** Answers requests and folds when it is due. */
class Folding {
  private readonly jitter = Math.random();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly view: LiveView,
    private readonly service: StoreService,
  ) {}

  answer(request: StoreRequest): unknown {
    const result = this.call(request);
    if (request.method !== "fold") this.considerFold();
    return result;
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
      case "report":
        return this.service.report(request.argument);
      case "invocations":
        return this.service.invocations(request.argument);
      case "fold":
        return this.service.fold(request.argument);
    }
  }
}

const service = startService(workerData as StoreWorkerData);

parentPort?.on("message", (request: StoreRequest) => {
  void reply(request).then((message) => parentPort?.postMessage(message));
});

async function reply(request: StoreRequest): Promise<StoreReply> {
  try {
    return { id: request.id, ok: true, result: (await service).answer(request) };
  } catch (error) {
    return {
      id: request.id,
      ok: false,
      error: error instanceof Error ? error.message : String(error),
    };
  }
}
