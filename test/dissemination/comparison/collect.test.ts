/** One office compares small installations, over TLS on this machine: honest ones, and one after the other what goes wrong. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import type { Express } from 'express';
import { collectCommand } from '../../../src/app/commands/collectCommand.ts';
import { signerOf, writeVerifierKey } from '../../../src/collection/ledger/note.ts';
import type { Compared, Comparison, NotCompared } from '../../../src/dissemination/comparison/comparison.ts';
import { useApp } from '../../support/app.ts';
import { certificateFor, openssl } from '../../support/certificate.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith } from '../../support/needs.ts';
import { aClosedCity, type City } from '../publications/publishing.ts';

interface Site {
  readonly server: Server;
  readonly address: string;
  /** Status and path of each answer. */
  readonly answered: string[];
  /** Answers that are given instead of those of the app. */
  readonly instead: Map<string, string>;
}

describeWith('openssl', openssl, 'lang-nghe collect', () => {
  const apps = { north: useApp(), middle: useApp(), south: useApp() };
  const names = ['north', 'middle', 'south'] as const;
  const newFolder = useFolders();
  const cities = {} as Record<(typeof names)[number], City>;
  const sites = {} as Record<(typeof names)[number], Site>;
  let folder = '';
  let ca = '';

  beforeAll(async () => {
    const { cert, key } = certificateFor('localhost', await newFolder());
    ca = cert;
    for (const name of names) {
      const method = name === 'south' ? { version: 2, minimumValid: 2 } : {};
      cities[name] = await aClosedCity(apps[name](), { method });
      if (name === 'middle') await cities.middle.add('WARD22', 30, { q1: 2, q2: 2 });
      await cities[name].settle(2);
      await cities[name].publish();
      await cities[name].settle(4);
      sites[name] = await served(apps[name]().app, { cert, key });
    }
  });
  afterAll(async () => {
    for (const { server } of Object.values(sites)) {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
  beforeEach(async () => {
    folder = await newFolder();
    for (const { answered, instead } of Object.values(sites)) {
      answered.length = 0;
      instead.clear();
    }
  });

  async function served(app: Express, tls: { cert: string; key: string }): Promise<Site> {
    const [answered, instead] = [[] as string[], new Map<string, string>()];
    const server = createServer(tls, (req, res) => {
      const { url = '' } = req; // the app changes it
      res.on('finish', () => answered.push(`${res.statusCode} ${url}`));
      const text = instead.get(url);
      if (text === undefined) app(req, res);
      else res.end(text);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return { server, address: `https://localhost:${port}`, answered, instead };
  }

  const listed = (name: (typeof names)[number]) => ({
    name,
    address: sites[name].address,
    key: apps[name]().signers.identity.firstKey,
  });
  const out = () => join(folder, 'out');
  const kept = (file: string) => readFile(join(out(), file), 'utf8');

  async function collecting(list: readonly object[], ...options: readonly string[]) {
    writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
    const said: string[] = [];
    const args = [join(folder, 'list.json'), '--out', out(), '--keys', join(folder, 'keys'), ...options];
    const code = await collectCommand(
      [...(options.includes('--label') ? [] : ['--round-year', '2026']), ...args],
      {
        write: (line) => said.push(line),
        now: apps.south().clock.now,
        settings: { allowPrivate: true, ca },
      },
    );
    const comparison = JSON.parse(await kept('comparison.json')) as Comparison;
    const reasons = (name: string) =>
      (comparison.installations.find((one) => one.name === name) as NotCompared).reasons;
    return { code, said: said.join('\n'), comparison, reasons };
  }
  async function checking(...options: readonly string[]) {
    const said: string[] = [];
    const code = await collectCommand(['--check', out(), ...options], { write: (line) => said.push(line) });
    return { code, said: said.join('\n') };
  }

  test('compares what is comparable, names the method that is not and the site that is away, and can be repeated', async () => {
    const away = { name: 'away', address: 'https://localhost:1', key: anotherKey() };
    const { code, said, comparison, reasons } = await collecting([away, ...names.map(listed)]);
    expect(code).toBe(2);
    expect(comparison.installations.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'north compared',
      'middle compared',
      'south refused',
      'away missing',
    ]);
    // 240 of 332 answers in the north; 60 unsatisfied ones more in the middle: 240 of 392.
    const [north, middle] = comparison.installations as [Compared, Compared];
    expect([north.figure, middle.figure]).toMatchObject([
      { exactShare: '240/332', people: 136 },
      { exactShare: '240/392', people: 166 },
    ]);
    expect([north.rank, middle.rank]).toMatchObject([
      { state: 'ranked', rank: 1, of: 2 },
      { state: 'ranked', rank: 2, of: 2 },
    ]);
    expect(reasons('south')).toEqual([
      { kind: 'otherMethod', details: ['satisfied-share@2', 'satisfied-share@1'] },
    ]);
    expect(reasons('away')).toEqual([{ kind: 'unreachable', details: ['ECONNREFUSED'] }]);
    expect(said).toContain('away: missing: did not respond (ECONNREFUSED)');
    const page = await kept('comparison.vi.html');
    expect(page).toContain('so sánh được 2, không nhận 1, thiếu 1');
    expect(page).toContain('72,29%');
    expect(page).toContain('cách tính khác: satisfied-share@2, không phải satisfied-share@1');
    expect(await kept('comparison.csv')).toMatch(
      /^.?name,state,rank,[^]*\r\nnorth,compared,1,1,[12],2,72.29,/,
    );
    const key = (await kept('../keys/key.txt')).trim();
    expect(await checking('--key', key)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`Signed by ${key}`),
    });
  });

  test('fetches a second time only what changed', async () => {
    const first = await collecting([listed('north'), listed('middle')]);
    expect(first.code).toBe(0);
    const { north } = sites;
    expect(north.answered).toEqual(['200 /publications.json', '200 /publications/round/1.json']);
    north.answered.length = 0;
    const second = await collecting([listed('north'), listed('middle')]);
    expect(north.answered).toEqual(['304 /publications.json', '304 /publications/round/1.json']);
    expect(second.comparison).toEqual(first.comparison);
    expect((await checking()).code).toBe(0);
  });

  test('refuses a publication that was altered on its way, by what is wrong with it', async () => {
    await collecting([listed('north'), listed('middle')]);
    const path = '/publications/round/1.json';
    const honest = await kept(`installations/${keyIdOf('middle')}/publication.json`);
    sites.middle.instead.set(path, honest.replace('"exactShare":"240/392"', '"exactShare":"340/392"'));
    const { code, reasons } = await collecting([listed('north'), listed('middle')]);
    expect(code).toBe(2);
    expect(reasons('middle')[0]!.kind).toBe('notVerified');
    expect(reasons('middle')[0]!.details[0]).toMatch(/^the content has the hash/);
    sites.middle.instead.set(path, honest.slice(0, 5000));
    expect((await collecting([listed('north'), listed('middle')])).reasons('middle')).toEqual([
      { kind: 'unreadable', details: ['publication.json'] },
    ]);
  });

  test('refuses the publication of somebody else, however right it is', async () => {
    const posing = { ...listed('middle'), key: anotherKey() };
    const { reasons } = await collecting([listed('north'), posing]);
    expect(reasons('middle')).toEqual([{ kind: 'otherKey', details: [] }]);
  });

  test('refuses old publications that are played again: a shorter ledger, or a lower number', async () => {
    const { instead, answered } = sites.south;
    const south = [listed('south')];
    await collecting(south);
    const file = (name: string) => kept(`installations/${keyIdOf('south')}/${name}`);
    const [oldList, oldPublication] = [await file('publications.json'), await file('publication.json')];
    await cities.south.add('WARD33', 30, { q1: 1, q2: 1 });
    await cities.south.settle(6);
    answered.length = 0;
    expect((await collecting(south)).code).toBe(0);
    expect(answered.at(-1)).toMatch(/^200 \/ledger\/consistency\.json/);
    instead.set('/publications/round/1.json', oldPublication);
    const { reasons } = await collecting(south);
    expect(reasons('south')).toEqual([
      { kind: 'rewritten', details: [expect.stringContaining('The log was cut')] },
    ]);
    expect((await checking()).code).toBe(0);

    instead.clear();
    await cities.south.publish('Nhập bổ sung phiếu giấy');
    await cities.south.settle(8);
    const { comparison } = await collecting(south);
    expect(comparison.installations).toMatchObject([{ publication: { number: 2 } }]);
    instead.set('/publications.json', oldList);
    expect((await collecting(south)).reasons('south')).toEqual([{ kind: 'older', details: ['1', '2'] }]);
    expect((await checking()).code).toBe(0);
  });

  test('names in a repetition the kept bytes, tables and keys that were changed afterwards', async () => {
    await collecting([listed('north'), listed('middle')]);
    const wrongKey = await checking('--key', anotherKey());
    expect(wrongKey).toEqual({ code: 1, said: expect.stringContaining('ERROR: It is signed by') });
    const changed = 'north: what is said of it is not what was kept.';
    for (const [file, from, to, sentence] of [
      ['comparison.csv', 'north', 'nord', 'comparison.csv does not follow'],
      ['comparison.en.html', 'north', 'nord', 'comparison.en.html does not follow'],
      ['comparison.json', '"rank": 1', '"rank": 2', changed],
      [
        'comparison.json',
        '"installations"',
        '"others"',
        'comparison.json: “/installations”: This is missing.',
      ],
      ['comparison.json', '{', '', 'comparison.json: This has to be a JSON object.'],
      ['comparison.note', 'hash ', 'hash 0', 'comparison.json is not signed by the key that it names'],
      [`installations/${keyIdOf('north')}/publication.json`, '{', ' {', changed],
    ] as const) {
      const path = join(out(), file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(from, to));
      expect(await checking()).toEqual({ code: 1, said: expect.stringContaining(sentence) });
      writeFileSync(path, text);
    }
    expect((await checking()).code).toBe(0);
  });

  test('repeats nothing of a folder that names other files than those of a collection', async () => {
    await collecting([listed('north')]);
    const path = join(out(), 'collected.json');
    for (const [from, to, at] of [
      ['"file": "publication.json"', '"file": "../../secret"', '“/installations/0/answers/1/file”'],
      [`+${keyIdOf('north')}+`, '+../..+', '“/installations/0/installation/key”'],
    ] as const) {
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(from, to));
      await expect(checking()).rejects.toThrow(`collected.json: ${at}: `);
      writeFileSync(path, text);
    }
  });

  test('says that nothing of the period is published, and takes a round by its title', async () => {
    const list = [listed('north'), listed('middle')];
    const { code, reasons } = await collecting(list, '--label', 'Đợt khác');
    expect([code, reasons('north')]).toEqual([2, [{ kind: 'nothingPublished', details: ['Đợt thử'] }]]);
    expect((await collecting(list, '--label', 'Trial round')).code).toBe(0);
  });

  test('asks nobody in a private network unless it is told to', async () => {
    writeFileSync(join(folder, 'list.json'), JSON.stringify([listed('north')]));
    const args = [
      '--round-year',
      '2026',
      join(folder, 'list.json'),
      '--out',
      out(),
      '--keys',
      join(folder, 'keys'),
    ];
    const said: string[] = [];
    expect(await collectCommand(args, { write: (line) => said.push(line), settings: { ca } })).toBe(2);
    expect(said[0]).toBe('north: missing: did not respond (a private address)');
    expect(sites.north.answered).toEqual([]);
  });

  test('names every error of a list by its installation', async () => {
    const [address, key] = ['https://a.example', anotherKey()];
    const wrong = [
      { name: 'a', address: 'http://a.example', key: 'x' },
      { name: 'b', address: `${address}/results`, key },
    ];
    await expect(collecting(wrong)).rejects.toThrow(
      /installation 1, address: must be an https address[^]*installation 1, key: is not the key[^]*installation 2, address:/,
    );
    const twice = [
      { name: 'a', address, key },
      { name: 'b', address: 'https://b.example', key },
    ];
    await expect(collecting(twice)).rejects.toThrow('installation 2, key: stands twice');
  });

  test('reads a list that a spreadsheet wrote, and keeps the signing key out of what is handed on', async () => {
    const { name, address, key } = listed('north');
    writeFileSync(join(folder, 'list.csv'), `\ufeffname;address;key\r\n${name};${address};${key}\r\n`);
    const args = [join(folder, 'list.csv'), '--round-year', '2026', '--out', out()];
    const options = { write: () => {}, now: apps.south().clock.now, settings: { allowPrivate: true, ca } };
    await expect(collectCommand([...args, '--keys', join(out(), 'keys')], options)).rejects.toThrow(
      'must not lie in the folder',
    );
    expect(await collectCommand([...args, '--keys', join(folder, 'keys')], options)).toBe(0);
  });

  const keyIdOf = (name: (typeof names)[number]) => listed(name).key.split('+')[1]!;
});

function anotherKey(): string {
  return writeVerifierKey(signerOf('somebody', generateKeyPairSync('ed25519').privateKey).key);
}
