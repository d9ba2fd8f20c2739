/** Lists and frames for tests. */
import type { Frame, FrameStratum, ListedPerson } from '../../../src/processing/frames/frame.ts';
import { duringAt } from '../../support/builders.ts';

/** People with names and addresses that occur once, unit by unit. */
export function somePeople(counts: Readonly<Record<string, number>>): ListedPerson[] {
  return Object.entries(counts).flatMap(([unitId, count]) =>
    Array.from({ length: count }, (_, index) => ({
      unitId,
      contact: [`Nguyễn Văn Thứ-${index} ${unitId}`, `Số ${index} đường Lý Thường Kiệt`],
    })),
  );
}

export function aFrame(strata: readonly FrameStratum[], changes: Partial<Frame> = {}): Frame {
  return {
    id: 'round',
    listId: 'list',
    purpose: 'Mời trả lời đợt thử',
    eraseOn: '2026-03-01',
    fields: ['Họ tên', 'Địa chỉ'],
    listHash: 'hash',
    strata,
    madeAt: duringAt,
    madeBy: { accountId: 'somebody', name: 'somebody' },
    state: 'drawn',
    version: 1,
    ...changes,
  };
}
