"use strict";
// What the extension host loads in place of the test module. It carries what the tests print, and
// how they ended, out through a file: the window's exit code alone is 0 also when the host was lost.
const { openSync, writeSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { format } = require("node:util");

const file = openSync(process.env.SESSION_BUDDY_HOST_EVENTS, "a");
let ended = false;

/** VS Code prints the error once more after the end: that is left out. */
function emit(event) {
  if (ended) return;
  ended = event.type === "end";
  writeSync(file, `${JSON.stringify(event)}\n`);
}

/** VS Code's own console has getters without a working setter: assigning to it does nothing. */
function captureConsole() {
  const streams = {
    log: "stdout",
    info: "stdout",
    debug: "stdout",
    warn: "stderr",
    error: "stderr",
  };
  for (const [method, stream] of Object.entries(streams))
    Object.defineProperty(console, method, {
      value: (...values) => emit({ type: "output", stream, text: `${format(...values)}\n` }),
      configurable: true,
      writable: true,
    });
}

async function load(testModule) {
  try {
    return require(testModule);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM" && error.code !== "ERR_REQUIRE_ASYNC_MODULE") throw error;
    return import(pathToFileURL(testModule).href);
  }
}

exports.run = async () => {
  captureConsole();
  emit({ type: "start" });
  try {
    const { run } = await load(process.env.SESSION_BUDDY_HOST_TESTS);
    await run();
    emit({ type: "end", passed: true });
  } catch (error) {
    emit({ type: "end", passed: false, error: String(error?.stack ?? error) });
    throw error;
  }
};
