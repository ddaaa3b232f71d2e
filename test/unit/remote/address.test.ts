import assert from "node:assert/strict";
import { test } from "node:test";
import { isLoopback, readAddress } from "../../../src/remote/address";

test("an address of this machine is taken, with the usual path where it names none", () => {
  const urls: readonly (readonly [given: string, url: string])[] = [
    ["http://localhost:8678", "http://localhost:8678/mcp"],
    [" http://127.0.0.1:1/ ", "http://127.0.0.1:1/mcp"],
    ["https://[::1]:8678/other/mcp", "https://[::1]:8678/other/mcp"],
    ["HTTP://LOCALHOST/x", "http://localhost/x"],
  ];
  for (const [given, url] of urls) assert.deepEqual(readAddress(given), { type: "http", url });
});

test("what leads off this machine, or holds a password, is not taken", () => {
  const others = [
    ...["http://example.com/mcp", "http://10.0.0.1/", "http://localhost.example.com/"],
    ...["http://localhost: 8678", "ws://localhost/", "http://me@localhost/", "localhost:8678", ""],
    ...["http://127.0.0.1.example.com/", "file:///tmp/mcp", "http://0.0.0.0:8678"],
  ];
  for (const url of others) assert.equal(readAddress(url), undefined, url);
  assert.equal(isLoopback(new URL("http://localhost:1/x?y")), true);
  assert.equal(isLoopback(new URL("http://localhost.evil.example/")), false);
});

test("a program is a list of words, never a line for a shell", () => {
  assert.deepEqual(readAddress(["node", "mcp.cjs", "--folder", "a b"]), {
    type: "command",
    command: "node",
    args: ["mcp.cjs", "--folder", "a b"],
  });
  const wrong = [
    "node mcp.cjs",
    [],
    [" "],
    ["node", 1],
    ["no\0de"],
    Array(101).fill("x"),
    {},
    null,
  ];
  for (const value of wrong) assert.equal(readAddress(value), undefined);
});
