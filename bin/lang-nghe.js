#!/usr/bin/env node
/** `lang-nghe <verb>`, in an image from the path: compiles what is newer than the last build, where the sources are there, then runs the verb. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const build = join(project, 'scripts', 'build.js'); // an image holds what was built only
if (existsSync(build)) {
  const { status } = spawnSync(process.execPath, [build, '--if-needed'], {
    stdio: ['inherit', 2, 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
const { runCommand } = await import(new URL('../dist/src/cli.js', import.meta.url).href);
process.exitCode = await runCommand(process.argv.slice(2));
