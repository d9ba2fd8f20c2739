/** `lang-nghe …` from the sources, for tests that need it as a process of its own. */
import { runAsProgram } from '../../src/cli.ts';

process.exitCode = await runAsProgram(process.argv.slice(2));
