import { expect, test } from '@jest/globals';
import { preparePage } from '../../../src/platform/web/preparedPage.ts';

const slots = ['key', 'body'] as const;
const prepare = async () =>
  await preparePage(
    slots,
    async ({ key, body }) => `<i data-key="${key}">Lắng nghe ${body}</i><b>${key}</b>`,
  );

test('a prepared page is what its view would have rendered with these values', async () => {
  const page = await prepare();
  expect(page.filled({ key: 'a-1_b.c', body: Buffer.from('<p>ông/bà</p>') }).toString()).toBe(
    '<i data-key="a-1_b.c">Lắng nghe <p>ông/bà</p></i><b>a-1_b.c</b>',
  );
});

test('a prepared page keeps nothing of the values it was filled with before', async () => {
  const page = await prepare();
  const fill = (key: string) => page.filled({ key, body: Buffer.from('x') }).toString();
  const [first, second] = [fill('one'), fill('two')];
  expect([first.includes('two'), second.includes('one')]).toEqual([false, false]);
});

test.each(['"><script>', 'a b', 'ệ', '&'])(
  'the value %s, which HTML would have to escape, is refused',
  async (key) => {
    const page = await prepare();
    expect(() => page.filled({ key, body: Buffer.from('x') })).toThrow('escaped');
  },
);
