/**
 * Fictitious cases for the demo, in every state, over the last months: to be screened, assigned to a unit, overdue,
 * waiting for more information, answered, published, reopened, screened out. Their days follow the working-day
 * calendar; each is labelled as fictitious.
 */
import { createHash } from 'node:crypto';
import { addDays } from '../../src/platform/calendar/calendarDay.ts';
import { caseAfter, originalKeptDays, type Case, type CaseAction } from '../../src/improvement/cases/case.ts';
import { followKeyHash } from '../../src/collection/submissions/followKey.ts';
import { newCase } from '../../src/improvement/cases/collectComments.ts';
import { checkLetter, drawnLetters, groupedCode } from '../../src/platform/text/codeLetters.ts';
import { unitScopeOn } from '../../src/access/accounts/unitScope.ts';
import type { Stores } from '../../src/app/stores.ts';
import { weekOf, type WorkingCalendar } from '../../src/platform/calendar/workingDays.ts';
import { provinceId } from './province.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

interface Told {
  readonly asked: string;
  readonly screened?: string;
  readonly answer: string;
}

const told: readonly Told[] = [
  {
    asked: 'Chỉ có một quầy mở buổi sáng, tôi chờ gần hai giờ.',
    answer:
      'Từ tuần tới bộ phận một cửa mở thêm một quầy vào các buổi sáng thứ Hai và thứ Sáu. Xin lỗi ông/bà vì đã phải chờ.',
  },
  {
    asked: 'Bảng niêm yết lệ phí chứng thực đã cũ, cô Hạnh ở quầy 2 nói khác bảng.',
    screened: 'Bảng niêm yết lệ phí chứng thực đã cũ, cán bộ ở quầy 2 nói khác bảng.',
    answer: 'Bảng niêm yết đã được thay theo mức lệ phí hiện hành. Mức mà cán bộ thu là đúng quy định.',
  },
  {
    asked: 'Hồ sơ đất đai hẹn ba lần chưa trả kết quả.',
    answer:
      'Hồ sơ phải đo lại ranh nên trễ hẹn. Kết quả trả trong tuần này; cơ quan xin lỗi vì chưa báo lý do trễ hẹn.',
  },
  {
    asked: 'Nên có thêm ghế và quạt ở chỗ ngồi chờ.',
    answer: 'Đã đặt thêm mười hai ghế và hai quạt ở khu vực chờ.',
  },
];

/** The history of a case, by working days after the Monday on which it reached the screeners. */
type Story = readonly (readonly [number, CaseAction['kind']])[];

const stories: readonly { readonly weeksAgo: number; readonly story: Story; readonly helped?: boolean }[] = [
  ...Array.from({ length: 30 }, (_, index) => ({
    weeksAgo: 8 + (index % 6),
    helped: index % 5 !== 0,
    story: [
      [1, 'assign'],
      [index % 7 === 0 ? 18 : 9, 'answer'],
      [index % 7 === 0 ? 19 : 10, 'verdict'],
      ...(index < 4 ? [[20, 'publish'] as const] : []),
    ] as Story,
  })),
  {
    weeksAgo: 3,
    story: [
      [1, 'assign'],
      [5, 'askMore'],
    ],
  },
  {
    weeksAgo: 4,
    story: [
      [1, 'assign'],
      [6, 'answer'],
    ],
  },
  { weeksAgo: 7, story: [[2, 'assign']] },
  { weeksAgo: 2, story: [[1, 'assign']] },
  {
    weeksAgo: 9,
    helped: false,
    story: [
      [1, 'assign'],
      [8, 'answer'],
      [9, 'verdict'],
      [11, 'reopen'],
    ],
  },
  { weeksAgo: 5, story: [[1, 'setAside']] },
  { weeksAgo: 1, story: [] },
  { weeksAgo: 1, story: [] },
];

/** Adds missing cases. */
export async function fillCases(stores: Stores, now: Date): Promise<void> {
  const today = dayOf(now);
  const units = unitScopeOn(await stores.units.list(), today);
  const days = { today, calendar: await stores.holidays.calendar() };
  const unitIds = units
    .outline()
    .filter(({ unit }) => unit.kind === 'commune' && units.isWithin(unit.id, provinceId))
    .slice(0, 3)
    .map(({ unit }) => unit.id);
  for (const [index, { weeksAgo, story, helped = true }] of stories.entries()) {
    const { id, key } = identityOf(index);
    const week = addDays(weekOf(today), -7 * weeksAgo);
    const { asked, screened = asked, answer } = told[index % told.length]!;
    const unitId = unitIds[index % unitIds.length] ?? provinceId;
    const came = newCase({
      id,
      week,
      unitId,
      original: asked,
      followKeyHash: followKeyHash(key),
    });
    const actions: Readonly<Partial<Record<CaseAction['kind'], CaseAction>>> = {
      assign: { kind: 'assign', text: screened, unitId },
      setAside: { kind: 'setAside', reason: 'spam' },
      askMore: { kind: 'askMore', text: 'Xin cho biết việc xảy ra vào buổi nào, ở quầy số mấy?' },
      answer: { kind: 'answer', text: answer },
      verdict: { kind: 'verdict', helped },
      reopen: { kind: 'reopen', text: 'Tuần này vẫn chưa thấy thay đổi.' },
      publish: { kind: 'publish', question: screened, answer },
    };
    const made = story.reduce(
      (one, [after, kind]) => did(one, actions[kind]!, addDays(week, 7), after, days),
      came,
    );
    const isNew = await stores.cases.add({ ...made, madeUp: true });
    if (isNew && index === 0) await passOverComments(stores, now);
  }
}

/** The follow-up key of a case that is answered and waits for a verdict; '' where all have theirs. */
export async function findAnsweredCase({ cases }: Pick<Stores, 'cases'>): Promise<string> {
  for (const index of [...stories.keys()].toReversed()) {
    const { id, key } = identityOf(index);
    if ((await cases.find(id))?.state === 'answered') return groupedCode(key);
  }
  return '';
}

function identityOf(index: number): { readonly id: string; readonly key: string } {
  const digest = createHash('sha256').update(`made-up case ${index}`).digest();
  const letters = drawnLetters(digest, 19);
  return { id: uuidOf(digest), key: letters + checkLetter(letters) };
}

/** Screens out the hundreds of comments in the demo's own submissions, among which the sample cases would get lost. */
async function passOverComments({ submissions }: Stores, now: Date): Promise<void> {
  const before = new Date(now.getTime() + 3_600_000);
  for (;;) {
    const waiting = await submissions.listComments(before, 500);
    if (waiting.length === 0) return;
    await Promise.all(waiting.map(({ id }) => submissions.letCommentGo(id)));
  }
}

/** Steps that would lie after today are left out. */
function did(
  one: Case,
  action: CaseAction,
  fromOn: string,
  workingDays: number,
  { today, calendar }: { readonly today: string; readonly calendar: WorkingCalendar },
): Case {
  const on = calendar.dueOn(fromOn, workingDays) ?? addDays(fromOn, workingDays);
  if (on > today) return one;
  const after = caseAfter(one, action, { on, lives: () => true, eraseOn: addDays(on, originalKeptDays) });
  return typeof after === 'string' ? one : after;
}

/** A version-4 UUID of 16 bytes. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(16, 32));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
