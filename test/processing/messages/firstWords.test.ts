import { expect, test } from '@jest/globals';
import { firstWords } from '../../../src/processing/messages/mailingPage.ts';
import type { Frame } from '../../../src/processing/frames/frame.ts';
import { mailTo, gatewayAt } from '../../platform/messages/someChannels.ts';

const frame = { fields: ['Họ tên', 'Số điện thoại', 'Thư điện tử'] } as unknown as Frame;

test('each channel has words of its own, and the column of its addresses', () => {
  const sms = gatewayAt(1);
  const zalo = { ...sms, id: 'oa', label: { vi: 'Zalo OA', en: 'Zalo OA' } };
  const [mail, short, chat] = [mailTo(1), sms, zalo].map((channel) => firstWords(0, channel, frame));
  expect([mail, short, chat].map((words) => words!.addressField)).toEqual([
    'Thư điện tử',
    'Số điện thoại',
    'Số điện thoại',
  ]);
  expect(mail!.text).toContain('{stop}');
  expect(short!.text).not.toContain('{stop}');
  expect(chat!.text).toContain('không kèm tên hay số điện thoại');
  expect(new Set([mail, short, chat].map((words) => words!.text)).size).toBe(3);
  for (const words of [mail, short, chat]) expect(words!.text).toContain('{link}');
  expect(firstWords(1, zalo, frame).text).not.toBe(chat!.text);
});
