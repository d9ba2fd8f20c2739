/** Staff of a real installation and of the demo, as their first starts print them. */
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hiddenFields } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, type Running } from '../support/process.ts';

const newFolder = useFolders();

/** Opens the page, fills its form in, and sends it with the cookie that came with the page. */
async function fillIn(url: string, fields: Record<string, string>): Promise<Response> {
  const page = await fetch(url);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const body = new URLSearchParams({ ...hiddenFields(await page.text()), ...fields });
  return await fetch(url, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
}

describe('the first administrator', () => {
  const password = 'gạch ngói vườn xoài 77';

  async function start(folder: string): Promise<Running> {
    const env = { PORT: '0', MONGODB_URI: '', PUBLIC_URL: '', DATA_DIR: folder };
    const running = runSource('src/main.ts', { env });
    await running.says(/Stop with Ctrl\+C/);
    return running;
  }

  it('is made by the link that is printed at each start until there is one', async () => {
    const folder = join(await newFolder(), 'data');
    const first = await start(folder);
    await first.says(/^first-administrator: \S+$/m);
    await first.end('SIGTERM');

    const second = await start(folder);
    const [, link = ''] = await second.says(/^first-administrator: (\S+)$/m);
    const fields = {
      name: 'quan.tri',
      fullName: 'Trần Văn Quản',
      email: '',
      newPassword: password,
      again: password,
    };
    expect((await fillIn(link, fields)).status).toBe(303);
    expect((await fetch(link)).status).toBe(410);
    await second.end('SIGTERM');

    const third = await start(folder);
    expect(third.output()).not.toContain('first-administrator');
    await third.end('SIGTERM');
  }, 60_000);
});

describe('the demo', () => {
  it('prints an account for each role, and its passwords open the pages', async () => {
    const env = { PORT: '0', MONGODB_URI: '', DATA_DIR: join(await newFolder(), 'demo') };
    const running = runSource('scripts/demo.ts', { env });
    const [, url = ''] = await running.says(/^staff: (\S+)$/m);
    await running.says(/^auditor: .+$/m);
    const accounts = [...running.output().matchAll(/^(\w+): (\w+) ([a-z2-9]{5}(?:-[a-z2-9]{5}){2})$/gm)];
    expect(accounts.map(([, role]) => role)).toEqual([
      'administrator',
      'manager',
      'officer',
      'clerk',
      'interviewer',
      'analyst',
      'researcher',
      'manager', // of everything, the made-up province included
      'auditor',
    ]);
    for (const [, , name = '', password = ''] of accounts) {
      const entered = await fillIn(`${url}/sign-in`, { name, password });
      expect(entered.headers.get('location')).toBe('/staff');
    }
    await running.end('SIGTERM');
  }, 120_000);
});
