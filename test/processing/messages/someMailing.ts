/** A drawn round whose people have addresses, and what its manager and the leader do with messages. */
import { codeKeysOf } from '../../../src/collection/codes/code.ts';
import type { Messaging } from '../../../src/platform/messages/messaging.ts';
import type { Mailing } from '../../../src/processing/messages/mailing.ts';
import { messageSender } from '../../../src/processing/messages/sendMessages.ts';
import { publicUrl } from '../../platform/messages/someChannels.ts';
import type { TestApp } from '../../support/app.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import type { Browser } from '../../support/staff.ts';

export function aMailing(changes: Partial<Mailing> = {}): Mailing {
  return {
    id: 'mailing',
    roundId: 'round',
    listId: 'list',
    number: 0,
    channelId: 'mail',
    addressField: 'Địa chỉ',
    wordings: { vi: { subject: 'Mời', text: '{link} {stop}', templateId: '' } },
    count: 10,
    costDong: 0,
    state: 'draft',
    madeBy: { accountId: 'somebody', name: 'somebody' },
    madeAt: duringAt,
    version: 1,
    ...changes,
  };
}

export const framePath = '/staff/rounds/round/frame';
export const path = '/staff/rounds/round/messages';

/** @param address of the n-th person of a unit */
export async function drawnRound(
  { stores }: TestApp,
  manager: () => Promise<Browser>,
  address: (unit: string, index: number) => string,
): Promise<void> {
  await fillSmallCity(stores, { round: { sampleKind: 'probability' } });
  const rows = ['ward-a', 'ward-b'].flatMap((unit) =>
    Array.from(
      { length: 40 },
      (_, at) => `Trần Mẫu-${unit}-${at},phường ${unit},${address(unit, at)},${at % 2 ? 'en' : 'vi'}`,
    ),
  );
  const list = ['Họ tên,Đơn vị,Thư điện tử,Ngôn ngữ', ...rows].join('\n');
  const browser = await manager();
  const request = {
    unitColumn: 'Đơn vị',
    serviceColumn: '',
    contactColumns: 'Họ tên\nThư điện tử\nNgôn ngữ',
    purpose: 'Mời trả lời đợt thử',
    eraseOn: '2026-03-01',
  };
  await browser.upload(framePath, list, request).expect(303);
  await browser.post(`${framePath}/sizes`, { total: '80', sharing: 'equal' }).expect(303);
  await browser.post(`${framePath}/draw`, { seed: '482913', seedSource: 'Xổ số 21/01/2026' }).expect(303);
}

export const invitation = {
  channel: 'mail',
  addressField: 'Thư điện tử',
  subject: 'Mời ông/bà cho ý kiến',
  text: '{unit} mời ông/bà cho ý kiến đến hết {until}: {link}\nThôi nhận: {stop}',
  templateId: '',
  languageField: 'Ngôn ngữ',
  subjectEn: 'Please answer',
  textEn: '{unit} asks for your answer by {until}: {link}\nNo more: {stop}',
  templateIdEn: '',
};

/** @returns the address of the page of the draft */
export async function draft(manager: Browser, fields: Record<string, string> = invitation): Promise<string> {
  const answer = await manager.post(path, fields);
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.text.replaceAll(/<[^>]+>/g, ' ')}`);
  return String(answer.headers['location']);
}

/** A leader that sends. */
export async function sender({ stores, clock, errors }: TestApp, messaging: Messaging) {
  const run = messageSender({
    stores,
    messaging,
    publicUrl,
    codeKeys: codeKeysOf(await stores.installation.open('real')),
    now: () => clock.now,
    logError: (error) => errors.push(error),
  });
  return async () => await run(() => false);
}
