// Takes over the pictures of the README from the last run of the tests in the browser: npm run pictures
import { copyFileSync, existsSync, mkdirSync } from "node:fs";

const pictures = {
  "agents-morning": "agents",
  "month-session": "session",
  "month-quick-pick": "quick-pick",
  "month-report-dark": "report-dark",
  "month-report-light": "report-light",
  "month-report-high-contrast": "report-high-contrast",
  "month-report-high-contrast-light": "report-high-contrast-light",
};

mkdirSync("docs/images", { recursive: true });
for (const [from, to] of Object.entries(pictures)) {
  const taken = `out/screenshots/${from}.png`;
  if (!existsSync(taken)) {
    console.error(`${taken} is not there: run npm run test:ui first.`);
    process.exitCode = 1;
  } else copyFileSync(taken, `docs/images/${to}.png`);
}
