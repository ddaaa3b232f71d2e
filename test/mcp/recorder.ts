// A window as a process of its own: records runs until its standard input ends, and says what it wrote.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { systemClock as clock } from "../../src/base/clock";
import { uuidv7Source } from "../../src/base/ids";
import { SkillsTracker } from "../../src/tracker/tracker";
import { redact } from "../../src/tracker/redact";
import { aJournal } from "../fault/setup";

const folder = process.argv[2] ?? "";
const journal = aJournal(folder, { writer: randomBytes(8).toString("hex") });
const newId = uuidv7Source(() => clock.nowMs());
const tracker = new SkillsTracker({
  ...{ clock, newId, redact },
  sessionId: newId(),
  append: (record) => {
    journal.append(record);
  },
});

let number = 0;
const timer = setInterval(() => {
  const name = ["npm test", "git commit", "tsc"][number % 3] ?? "";
  const complete = tracker.track({ skill: { kind: "terminal", name }, source: "terminal" });
  complete({ outcome: number % 4 === 3 ? "failed" : "completed" });
  number++;
  writeSync(1, `told ${complete.id}\n`);
}, 5);

process.stdin.resume().once("end", () => {
  clearInterval(timer);
  tracker.close();
  journal.close();
  process.exit(0);
});
