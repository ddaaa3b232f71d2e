import { cpSync, watch } from "node:fs";

function build() {
  console.log("Build started");
  cpSync("src", "dist", { recursive: true });
  console.log("Build finished, watching src");
}

build();
watch("src", build);
