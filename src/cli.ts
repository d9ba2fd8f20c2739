/** The verbs of `lang-nghe`: what each takes, its help, and its program, which is loaded only when it is called. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { projectFolder } from './platform/projectFolder.ts';
import { orExit } from './app/orExit.ts';

interface Verb {
  /** As commander writes it: `<needed>`, `[optional]`. */
  readonly arguments: string;
  /** What the only argument may be, where it is no name of the caller's. */
  readonly choices?: readonly string[];
  readonly summary: string;
  /** What each option does, by how it is written. */
  readonly options?: Readonly<Record<string, string>>;
  /** Options without which the verb has nothing to do. */
  readonly needed?: Readonly<Record<string, string>>;
  readonly example: string;
  /** @returns a program that takes what stands behind the verb, and gives the exit code */
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

export const verbs: Readonly<Record<string, Verb>> = {
  verify: {
    arguments: '<place> [file]',
    summary:
      'checks the ledger of a log file, an address (https://…), a data folder or a database (mongodb://…); of the last two also the records, publications and tallies against it. “verify receipt FILE” checks a receipt by itself',
    options: {
      '--receipt <file or text>':
        'the receipt that must be in the ledger: its file, or what its QR code says',
      '--known <file>':
        'checkpoints that a witness kept, which the ledger must extend; several times for several witnesses',
      '--key <key>': 'the key of the daily sheet, which must have signed the ledger',
      '--witness <key>': 'the key of a witness that must have cosigned the last checkpoint',
      '--minutes <file>': 'minutes of a spot check, which must have been drawn and opened rightly',
    },
    example: 'lang-nghe verify data --receipt receipt.txt',
    load: async () => (await import('./app/commands/verifyCommand.ts')).verifyCommand,
  },
  'change-key': {
    arguments: '<place>',
    summary:
      'makes a new key for the ledger of a data folder or database (mongodb://…); the old one signs the change',
    options: { '--keys <folder>': 'folder of the keys, where it is not ledger-keys in the data folder' },
    example: 'lang-nghe change-key data --keys /etc/lang-nghe/ledger-keys',
    load: async () => (await import('./app/commands/changeKey.ts')).changeKeyCommand,
  },
  'let-in': {
    arguments: '<place> <account>',
    summary:
      'a link to set a new password, without a second factor, for somebody whom no colleague can let in; of a data folder or database (mongodb://…), also while the program runs',
    example: 'lang-nghe let-in data quan.tri',
    load: async () => (await import('./app/commands/letInCommand.ts')).letInCommand,
  },
  index: {
    arguments: '<answers.csv>',
    summary: 'the index of a file of answers with its interval, as JSON',
    needed: { '--method <method.json>': 'the method by which it is computed' },
    options: { '--strata <strata.csv>': 'how many people each stratum has' },
    example: 'lang-nghe index answers.csv --method method.json',
    load: async () => (await import('./app/commands/indexCommand.ts')).indexCommand,
  },
  collect: {
    arguments: '[list]',
    summary:
      'compares the published index of many installations: checks the publication of each under the key that the list (JSON or CSV: name, address, key) pins, and signs one comparison; “collect --check FOLDER” repeats it from what was kept. Ends with 2 when some are refused or missing',
    options: {
      '--round-year <year>': 'compares the rounds that ended in this year',
      '--label <title or id>': 'compares the rounds of this title or id instead',
      '--out <folder>': 'what was fetched, and the comparison; the next time only what changed is fetched',
      '--keys <folder>':
        'folder of the key that signs the comparison, made where there is none: comparison-keys',
      '--allow-private': 'also asks installations in private networks, for trials',
      '--check <folder>': 'repeats the comparison of a folder, without a network',
      '--key <key>': 'of --check: the key that must have signed the comparison',
    },
    example: 'lang-nghe collect provinces.csv --round-year 2025 --out comparison-2025',
    load: async () => (await import('./app/commands/collectCommand.ts')).collectCommand,
  },
  store: {
    arguments: '<task>',
    choices: ['check', 'compact'],
    summary: 'checks the embedded store in DATA_DIR, or gives the disk back what deleted documents took',
    example: 'DATA_DIR=data lang-nghe store check',
    load: async () => (await import('./app/commands/storeCommands.ts')).storeCommand,
  },
  backup: {
    arguments: '<file>',
    summary:
      'a checked copy of the embedded store in DATA_DIR, also while the program runs; without the keys of the ledger',
    example: 'DATA_DIR=data lang-nghe backup /var/backups/lang-nghe/today',
    load: async () => (await import('./app/backups/backupCommands.ts')).backupCommand,
  },
  restore: {
    arguments: '<file>',
    summary: 'puts a backup into DATA_DIR, which must be empty, and checks ledger and tallies',
    example: 'DATA_DIR=new-folder lang-nghe restore /var/backups/lang-nghe/today',
    load: async () => (await import('./app/backups/backupCommands.ts')).restoreCommand,
  },
  move: {
    arguments: '',
    summary:
      'moves an installation, checks what has arrived, and closes the old location; goes on where it was cut off',
    needed: {
      '--from <place>': 'the data folder or database (mongodb://…) that is left',
      '--to <place>': 'the empty database (mongodb://…) or data folder that takes it in',
    },
    example: 'lang-nghe move --from data --to mongodb://localhost:27017/lang-nghe?replicaSet=rs0',
    load: async () => (await import('./app/storeMigration/moveCommand.ts')).moveCommand,
  },
  migrate: {
    arguments: '',
    summary:
      'brings the store of DATA_DIR or MONGODB_URI to the version of this program, as its start does; or names the steps only',
    options: { '--dry-run': 'names the steps and changes nothing' },
    example: 'DATA_DIR=data lang-nghe migrate --dry-run',
    load: async () => (await import('./app/commands/migrateCommand.ts')).migrateCommand,
  },
  witness: {
    arguments: '<what> <of> [in]',
    summary:
      '“witness ADDRESS FILE” fetches the last checkpoint of an address (https://…), checks that it extends the last one in the file, and keeps it there; “witness key NAME FOLDER” and “witness serve FOLDER” make and run a witness that cosigns; “witness gather PLACE POLICY” asks the witnesses of a policy to cosign the last checkpoint',
    options: {
      '--port <port>': 'of serve: where it listens',
      '--host <address>': 'of serve: the address that it listens at',
    },
    example: 'lang-nghe witness https://langnghe.example.vn checkpoints.jsonl',
    load: async () => (await import('./app/commands/verifyCommand.ts')).witnessCommand,
  },
};

/** Where help and what cannot be understood go. */
interface Output {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}
const streams: Output = {
  say: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
};

/** @returns the exit code: of the verb; 0 after help and version, 2 after what cannot be understood, which is named */
export async function runCommand(args: readonly string[], output: Output = streams): Promise<number> {
  let code = 2;
  const program = new Command('lang-nghe')
    .description('Commands for those who run or check an installation of Lắng Nghe.')
    .version(version())
    .helpCommand(false)
    .configureOutput({ writeOut: output.say, writeErr: output.complain })
    .exitOverride() // also where an error is thrown, so that it has our exit code
    .showHelpAfterError('See lang-nghe --help, and lang-nghe <verb> --help.');
  for (const [name, verb] of Object.entries(verbs)) {
    declare(program.command(`${name} ${verb.arguments}`.trim()), verb).action(async () => {
      code = await orExit(async () => (await verb.load())(program.args.slice(1)));
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function declare(command: Command, { summary, choices, needed = {}, options = {}, example }: Verb): Command {
  command.description(summary).addHelpText('after', `\nExample:\n  ${example}`);
  if (choices) command.registeredArguments[0]!.choices(choices);
  for (const [flags, does] of Object.entries(needed)) command.requiredOption(flags, does);
  for (const [flags, does] of Object.entries(options)) command.option(flags, does);
  return command;
}

function version(): string {
  const { version: number } = JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return number;
}
