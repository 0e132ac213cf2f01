// Every page is valid HTML: the standard's rules, not a matter of taste.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { pagesOf, siteFolder } from "./lib/site.mjs";

const folder = siteFolder();

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  elements: ["html5"],
});

test("every page is valid HTML", async () => {
  const faults = [];
  for (const page of pagesOf(folder)) {
    const report = await validator.validateString(readFileSync(join(folder, page), "utf8"));
    for (const { line, column, ruleId, message } of report.results.flatMap((r) => r.messages)) {
      faults.push(`${page}:${line}:${column}: ${ruleId}: ${message}`);
    }
  }
  const shown = faults.slice(0, 40).join("\n");
  assert.equal(faults.length, 0, `${faults.length} faults\n${shown}`);
});
