/** The verbs of `npx lang-nghe`, each loaded only when it is called. */
import { orExit } from './runProgram.ts';

/** @returns the exit code */
export type Command = (args: readonly string[]) => Promise<number>;

interface Verb {
  readonly arguments: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

const verbs: Readonly<Record<string, Verb>> = {
  verify: {
    arguments:
      '<log.txt | data folder | mongodb://… | https://…> [--receipt …] [--known …] [--key …] [--witness …] [--minutes …]',
    summary: 'checks the ledger; with a data folder or database also the records against it',
    load: async () => (await import('./ledger/verifyCommand.ts')).verifyCommand,
  },
  'change-key': {
    arguments: '<data folder | mongodb://…> [--keys <folder>]',
    summary: 'makes a new key for the ledger; the old one signs the change',
    load: async () => (await import('./ledger/changeKey.ts')).changeKeyCommand,
  },
  'let-in': {
    arguments: '<data folder | mongodb://…> <account>',
    summary:
      'a link to set a new password, without a second factor, for somebody whom no colleague can let in; also while the program runs',
    load: async () => (await import('./accounts/letInCommand.ts')).letInCommand,
  },
  index: {
    arguments: '<answers.csv> --method <method.json> [--strata <strata.csv>]',
    summary: 'the index of a file of answers with its interval, as JSON',
    load: async () => (await import('./satisfaction/indexCommand.ts')).indexCommand,
  },
  store: {
    arguments: '<check | compact>',
    summary: 'checks the embedded store in DATA_DIR, or gives the disk back what deleted documents took',
    load: async () => (await import('./storage/storeCommands.ts')).storeCommand,
  },
  backup: {
    arguments: '<file>',
    summary:
      'a checked copy of the embedded store in DATA_DIR, also while the program runs; without the keys of the ledger',
    load: async () => (await import('./backups/backupCommands.ts')).backupCommand,
  },
  restore: {
    arguments: '<file>',
    summary: 'puts a backup into DATA_DIR, which must be empty, and checks ledger and tallies',
    load: async () => (await import('./backups/backupCommands.ts')).restoreCommand,
  },
  move: {
    arguments: '--from <data folder | mongodb://…> --to <mongodb://… | data folder>',
    summary:
      'moves an installation, checks what has arrived, and closes the old place; goes on where it was cut off',
    load: async () => (await import('./moving/moveCommand.ts')).moveCommand,
  },
  migrate: {
    arguments: '[--dry-run]',
    summary:
      'brings the store of DATA_DIR or MONGODB_URI to the version of this program, as its start does; or names the steps only',
    load: async () => (await import('./storage/migrateCommand.ts')).migrateCommand,
  },
  witness: {
    arguments:
      '<https://…> <file> | key <name> <folder> | serve <folder> [--port …] [--host …] | gather <data folder | mongodb://…> <policy>',
    summary:
      'fetches the last checkpoint, checks that it extends the last one in the file, and keeps it there; or makes and runs a witness that cosigns; or asks the witnesses of a policy to cosign the last checkpoint',
    load: async () => (await import('./ledger/verifyCommand.ts')).witnessCommand,
  },
};

export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    console.error(usage());
    return 2;
  }
  return await orExit(async () => (await verb.load())(args));
}

function usage(): string {
  const lines = Object.entries(verbs).map(
    ([name, verb]) => `  ${name} ${verb.arguments}\n      ${verb.summary}`,
  );
  return ['npx lang-nghe <verb>', ...lines].join('\n');
}
