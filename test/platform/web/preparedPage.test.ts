import { expect, test } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { preparePage, preparePart } from '../../../src/platform/web/preparedPage.ts';

const slots = ['key', 'body'] as const;
const prepare = async () =>
  await preparePage(
    slots,
    async ({ key, body }) => `<i data-key="${key}">Lắng nghe ${body}</i><b>${key}</b>`,
  );

test.each([undefined, 'gzip'] as const)(
  'a prepared page (encoding %s) is what its view would have rendered with these values',
  async (encoding) => {
    const page = await prepare();
    const sent = page.filled({ key: 'a-1_b.c', body: preparePart('<p>ông/bà</p>') }, encoding);
    expect((encoding ? gunzipSync(sent) : sent).toString()).toBe(
      '<i data-key="a-1_b.c">Lắng nghe <p>ông/bà</p></i><b>a-1_b.c</b>',
    );
  },
);

test('a compressed page is as long with one value as with another, however much of it is in the page', async () => {
  const page = await preparePage(['key'], async ({ key }) => `<b>abcdefgh</b>${key}`);
  const lengthWith = (key: string) => page.filled({ key }, 'gzip').length;
  expect(lengthWith('abcdefgh')).toBe(lengthWith('qz7x-k.3'));
});

test('a prepared page keeps nothing of the values it was filled with before', async () => {
  const page = await prepare();
  const fill = (key: string) => page.filled({ key, body: preparePart('x') }).toString();
  const [first, second] = [fill('one'), fill('two')];
  expect([first.includes('two'), second.includes('one')]).toEqual([false, false]);
});

test.each(['"><script>', 'a b', 'ệ', '&'])(
  'the value %s, which HTML would have to escape, is refused',
  async (key) => {
    const page = await prepare();
    expect(() => page.filled({ key, body: preparePart('x') })).toThrow('escaped');
  },
);
