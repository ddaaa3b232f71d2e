import assert from "node:assert/strict";
import { editorTests } from "./support/editor";

const inWindow = editorTests();

inWindow("the activity bar has a container with the three views", async ({ workbench }) => {
  await workbench.views.open("Session Buddy");
  for (const title of ["Session", "Recommended", "Skills"])
    await workbench.views.view(title).waitFor();
  assert.match(await workbench.page.locator(".part.sidebar").ariaSnapshot(), /Recommended/);
});
