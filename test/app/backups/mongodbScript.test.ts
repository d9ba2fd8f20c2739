/** `deploy/backup-mongodb.sh`, with programs in the place of MongoDB's tools that write down what they were asked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { leftOut } from '../../../src/app/backups/backupCommands.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith, findProgram } from '../../support/needs.ts';

const script = join(import.meta.dirname, '..', '..', '..', 'deploy', 'backup-mongodb.sh');
const memberUri = "mongodb://backup:secret'word@member:27017/?directConnection=true";

/** Each writes its arguments down, and then does as the test says. */
const mongosh = `#!/usr/bin/env node
const { appendFileSync, writeFileSync } = require('node:fs');
const { CALLS, MEMBER_URI, DATABASE, PRIMARY, LOCK_ENDS, UNLOCK_ENDS } = process.env;
const say = (line) => appendFileSync(CALLS + '/order', line + '\\n');
const fail = (ends) => { if (ends) throw new Error('refused'); };
const member = {
  hello: () => ({ isWritablePrimary: PRIMARY === 'yes' }),
  getSiblingDB: (name) => ({ getCollectionNames: () => (name === DATABASE ? ['installation'] : []) }),
  adminCommand(command) {
    if (command.fsyncUnlock) { say('unlock'); fail(UNLOCK_ENDS); return { lockCount: 0 }; }
    say('lock ' + MEMBER_URI + ' ' + DATABASE);
    writeFileSync(CALLS + '/mongosh', process.argv.slice(2).join('\\n'));
    fail(LOCK_ENDS);
  },
};
let db;
const connect = () => member;
eval(process.argv.at(-1));
`;
const mongodump = `#!/usr/bin/env bash
echo dump >>"$CALLS/order"
printf '%s\\n' "$@" >"$CALLS/mongodump"
for argument; do
  case "$argument" in
    --config=*) cat "\${argument#*=}" >"$CALLS/config" ;;
    --archive=*) archive="\${argument#*=}" ;;
  esac
done
if [ "\${DUMP:-whole}" = whole ]; then echo all | gzip >"$archive"; else echo half >"$archive"; fi
[ "\${DUMP:-}" != hangs ] || { touch "$CALLS/hangs"; sleep 30; }
[ "\${DUMP:-}" != fails ] || { echo 'no room on the disk' >&2; exit 1; }
`;

describeWith('flock', findProgram(['/usr/bin/flock']), 'the backup of a MongoDB', () => {
  const newFolder = useFolders();

  async function prepare(name = 'backups') {
    const root = await newFolder();
    const [tools, calls, backups] = [join(root, 'tools'), join(root, 'calls'), join(root, name)];
    for (const folder of [tools, calls]) await mkdir(folder);
    for (const [tool, text] of Object.entries({ mongosh, mongodump })) {
      await writeFile(join(tools, tool), text);
      await chmod(join(tools, tool), 0o755);
    }
    const start = (env: Record<string, string> = {}, wrapper: readonly string[] = []) => {
      const [command, ...args] = [...wrapper, 'bash', script];
      return spawn(command, args, {
        cwd: root,
        detached: true,
        env: {
          PATH: `${tools}${delimiter}${process.env['PATH']}`,
          TMPDIR: calls,
          CALLS: calls,
          MEMBER_URI: memberUri,
          BACKUP_DIR: backups,
          ...env,
        },
      });
    };
    return {
      backups,
      calls,
      start,
      run: async (env: Record<string, string> = {}, wrapper: readonly string[] = []) => {
        const child = start(env, wrapper);
        let [said, complained] = ['', ''];
        child.stdout.on('data', (part: Buffer) => (said += part.toString()));
        child.stderr.on('data', (part: Buffer) => (complained += part.toString()));
        const [code] = (await once(child, 'close')) as [number | null];
        return { code, said, complained };
      },
      order: async () => (await readFile(join(calls, 'order'), 'utf8')).trim().split('\n'),
      files: async () => (await readdir(backups)).filter((file) => file !== '.backup-lock').toSorted(),
    };
  }

  test('locks the member, dumps what is to be kept and nothing else, and unlocks it, with no password in sight', async () => {
    const { run, backups, calls, order, files } = await prepare();
    const { code, said } = await run();
    const [file = '', ...others] = await files();
    expect([code, said, others]).toEqual([0, `${join(backups, file)}\n`, []]);
    expect(file).toMatch(/^lang-nghe-\d{4}-\d\d-\d\dT\d{6}Z\.mongodb\.gz$/);
    expect(await order()).toEqual([`lock ${memberUri} lang-nghe`, 'dump', 'unlock']);
    expect([(await stat(backups)).mode & 0o777, (await stat(join(backups, file))).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);

    const asked = (await readFile(join(calls, 'mongodump'), 'utf8')).trim().split('\n');
    expect(asked).toEqual(expect.arrayContaining(['--db=lang-nghe', '--gzip']));
    const excluded = asked.filter((argument) => argument.startsWith('--excludeCollection='));
    expect(excluded.map((argument) => argument.split('=')[1])).toEqual(leftOut);
    expect(await readFile(join(calls, 'config'), 'utf8')).toBe(`uri: '${memberUri.replace("'", "''")}'\n`);
    expect(asked.join(' ') + (await readFile(join(calls, 'mongosh'), 'utf8'))).not.toContain('secret');
    expect((await readdir(calls)).toSorted()).toEqual(['config', 'mongodump', 'mongosh', 'order']); // no file with the password
  });

  test.each([
    ['fails', { DUMP: 'fails' }, 'no room on the disk', ['lock', 'dump', 'unlock']],
    ['ends half way and says nothing', { DUMP: 'half' }, 'gzip', ['lock', 'dump', 'unlock']],
    ['cannot begin', { LOCK_ENDS: '1' }, 'no backup', ['lock', 'unlock']],
  ])(
    'a dump that %s leaves what was there, says so and ends with 1',
    async (_how, env, sentence, expected) => {
      const { run, backups, order, files } = await prepare();
      await mkdir(backups);
      const old = 'lang-nghe-2026-01-01T000000Z.mongodb.gz';
      await writeFile(join(backups, old), 'old');
      const { code, said, complained } = await run({ ...env, BACKUP_KEEP: '1' });
      expect([code, said, await files()]).toEqual([1, '', [old]]);
      expect(complained).toContain(sentence);
      expect((await order()).map((line) => line.split(' ')[0])).toEqual(expected);
    },
  );

  test('a primary is refused before it is locked, unless it is known to be the only member', async () => {
    const { run, order, files } = await prepare();
    expect(await run({ PRIMARY: 'yes' })).toMatchObject({ code: 1, complained: expect.stringContaining('is the primary') }); // prettier-ignore
    expect([await order(), await files()]).toEqual([['unlock'], []]);
    expect(await run({ PRIMARY: 'yes', SOLE_MEMBER: 'yes' })).toMatchObject({ code: 0 });
    expect(await files()).toHaveLength(1);
  });

  test('a member that stays locked is told of, though there is a backup', async () => {
    const { run, files } = await prepare();
    const { code, complained } = await run({ UNLOCK_ENDS: '1' });
    expect([code, (await files()).length]).toEqual([1, 1]);
    expect(complained).toContain('may still be locked');
  });

  test('one that is told to stop unlocks the member and takes its half away', async () => {
    const { start, calls, order, files } = await prepare();
    const child = start({ DUMP: 'hangs' });
    while (!(await readdir(calls)).includes('hangs')) await wait(10);
    process.kill(-child.pid!, 'SIGTERM');
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([code, signal]).not.toEqual([0, null]);
    expect([(await order()).at(-1), await files()]).toEqual(['unlock', []]);
  });

  test.each(['a b', '-rf', 'lời\n"nghe" $HOME * \'', ' . '])(
    'keeps the newest of its own in a folder called %j, and all that is not its own',
    async (name) => {
      const { run, backups, files } = await prepare(name);
      await mkdir(backups);
      for (const day of ['01', '02', '03']) await writeFile(join(backups, `lang-nghe-2026-01-${day}T000000Z.mongodb.gz`), ''); // prettier-ignore
      await writeFile(join(backups, 'lang-nghe-2026-01-03T000000Z.mongodb.gz.part'), '');
      await writeFile(join(backups, 'notes.txt'), '');
      const { code } = await run({ BACKUP_DIR: name, BACKUP_KEEP: '2' });
      expect([code, await files()]).toEqual([
        0,
        [
          'lang-nghe-2026-01-03T000000Z.mongodb.gz',
          expect.stringMatching(/^lang-nghe-(?!2026-01).*\.gz$/),
          'notes.txt',
        ],
      ]);
    },
  );

  test('none is kept by no number, and two do not write into one folder at once', async () => {
    const { run, backups, files } = await prepare();
    for (const keep of ['0', '-1', '2x', 'PATH']) {
      expect(await run({ BACKUP_KEEP: keep })).toMatchObject({ code: 1, complained: expect.stringContaining('BACKUP_KEEP') }); // prettier-ignore
    }
    await mkdir(backups);
    const { code, complained } = await run({}, ['flock', join(backups, '.backup-lock')]);
    expect([code, await files()]).toEqual([1, []]);
    expect(complained).toContain('Another backup');
  });
});
