import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "../../../../../src/views/model/export/plainText";

test("markup is escaped where it would be markup, and nowhere else", () => {
  const cases = [
    ["npm test -- --x=1 2026-03-04 (a) 1.5", "npm test -- --x=1 2026-03-04 (a) 1.5"],
    ["2026-03-04", "2026-03-04"],
    [
      "a|b `c` *d* _e_ [f](g) <h> \\ ~i~ &amp; $(j)",
      String.raw`a\|b \`c\` \*d\* \_e\_ \[f\](g) \<h\> \\ \~i\~ \&amp; \$(j)`,
    ],
    ["# a", String.raw`\# a`],
    ["- a", String.raw`\- a`],
    ["12. a", String.raw`12\. a`],
    [" two\nlines\r\n# here", "two lines # here"],
  ] as const;
  for (const [text, expected] of cases) assert.equal(plainText(text), expected);
});
