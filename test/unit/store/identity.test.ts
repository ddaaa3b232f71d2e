import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { SystemProcesses } from "../../../src/store/identity";

const processes = new SystemProcesses();
const self = processes.self();
const onLinux = { skip: process.platform !== "linux" ? "needs /proc" : false };

test("this process lives", onLinux, () => {
  assert.equal(processes.liveness(self), "alive");
});

test("a process that has ended is dead", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  assert.equal(processes.liveness({ ...self, pid }), "dead");
});

test("a process number that was given out again is not the process it was", onLinux, () => {
  assert.equal(processes.liveness({ ...self, startTime: "1" }), "dead");
});

test("nothing survives the end of its operating system, in whatever container", onLinux, () => {
  const earlier = { ...self, boot: "another boot", pidNamespace: "pid:[9]" };
  assert.equal(processes.liveness(earlier), "dead");
});

test("of processes on other machines and in other containers nothing can be said", () => {
  assert.equal(processes.liveness({ ...self, host: "elsewhere" }), "unknown");
  assert.equal(processes.liveness({ ...self, pidNamespace: "pid:[9]" }), "unknown");
});
