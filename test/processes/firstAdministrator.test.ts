/** The first administrator of an installation, as its first start prints the way in. */
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fillIn } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, type Running } from '../support/process.ts';

const newFolder = useFolders();

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
  });
});
