#!/usr/bin/env node
/** `npx lang-nghe <verb>` from a clone: compiles what is newer than the last build, then runs the verb. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(process.execPath, [join(project, 'scripts', 'build.js'), '--if-needed'], {
  stdio: ['inherit', 2, 'inherit'],
});
if (status !== 0) process.exit(status ?? 1);
const { runCommand } = await import(new URL('../dist/src/cli.js', import.meta.url).href);
process.exitCode = await runCommand(process.argv.slice(2));
