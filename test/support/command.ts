/** `lang-nghe …` from the sources, for tests that need it as a process of its own. */
import { runCommand } from '../../src/cli.ts';

process.exitCode = await runCommand(process.argv.slice(2));
